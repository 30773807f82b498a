"""Small random problems with every feature the engine has, drawn by Hypothesis."""

from hypothesis import strategies as st

from planner.optimise.minutes import NO_LIMIT, Calendar, Hold, Job, Machine, Mode, Need, Pool, Problem, Stage

HORIZON = 240
STATES = 3


@st.composite
def calendars(draw):
    edges = sorted(draw(st.sets(st.integers(0, HORIZON), min_size=2, max_size=6)))
    windows = tuple(zip(edges[::2], edges[1::2], strict=False))
    return Calendar(windows, draw(st.sampled_from([0, 10, HORIZON])))


@st.composite
def cleanings(draw):
    cells = st.lists(st.integers(0, 15), min_size=STATES, max_size=STATES)
    rows = draw(st.lists(cells, min_size=STATES, max_size=STATES))
    return tuple(tuple(0 if a == b else rows[a][b] for b in range(STATES)) for a in range(STATES))


@st.composite
def pools(draw, name):
    cut = draw(st.integers(1, HORIZON - 1))
    amounts = draw(st.lists(st.integers(0, 4), min_size=2, max_size=2))
    return Pool(name, ((0, cut, amounts[0]), (cut, HORIZON, amounts[1])))


@st.composite
def modes(draw, machines):
    """Pool 0 is hands, pool 1 the skilled among them; the machine is one of those given, or none."""
    machine = draw(st.sampled_from(machines))
    hands = draw(st.integers(0, 2))
    skilled = draw(st.integers(0, hands))
    needs = tuple(Need(pool, amount) for pool, amount in enumerate((hands, skilled)) if amount)
    minutes = draw(st.integers(1, 40))
    return Mode(minutes, draw(st.integers(0, 1)), machine, draw(st.integers(0, STATES - 1)), needs)


@st.composite
def jobs(draw, name):
    stages = []
    for k in range(draw(st.integers(1, 3))):
        options = st.lists(modes([NO_LIMIT, 2 * k, 2 * k + 1]), min_size=1, max_size=3)
        least = draw(st.integers(0, 20))
        most = draw(st.one_of(st.just(NO_LIMIT), st.integers(least, least + 20)))
        stages.append(Stage(tuple(draw(options)), least, most))
    holds = []
    if draw(st.booleans()):
        first = draw(st.integers(0, len(stages) - 1))
        last = draw(st.integers(first, len(stages) - 1))
        from_end = first < last and draw(st.booleans())
        to_end = first == last or draw(st.booleans())
        holds.append(Hold(2, draw(st.integers(1, 3)), first, last, from_end, to_end))
    if draw(st.booleans()):
        last = len(stages) - 1
        holds.append(
            Hold(3, draw(st.integers(1, 3)), last, last, from_end=True, until=draw(st.integers(0, HORIZON)))
        )
    return Job(
        name=name,
        stages=tuple(stages),
        holds=tuple(holds),
        release=draw(st.integers(0, 60)),
        due=draw(st.integers(0, HORIZON)),
        late_price=draw(st.integers(0, 5)),
        deadline=draw(st.sampled_from([HORIZON, HORIZON // 2])),
        drop_price=draw(st.integers(50, 2000)),
    )


@st.composite
def problems(draw):
    """Up to seven batches of one to three stages, two machines a stage, four pools; often cleaning costs nothing."""
    dearest, last = draw(st.sampled_from([(3, 1.0), (3, 0.0), (0, 0.0)]))
    machines = tuple(
        Machine(
            name=f"machine {k}",
            cleaning=draw(st.sampled_from([NO_LIMIT, 0])),
            first_state=draw(st.integers(0, STATES - 1)),
            ready=draw(st.integers(0, 30)),
            minute_price=draw(st.integers(0, dearest)),
            fills_gaps=draw(st.booleans()),
        )
        for k in range(6)
    )
    return Problem(
        horizon=HORIZON,
        jobs=tuple(draw(jobs(f"batch {k}")) for k in range(draw(st.integers(1, 7)))),
        calendars=(draw(calendars()), draw(calendars())),
        machines=machines,
        pools=tuple(draw(pools(name)) for name in ("hands", "skilled", "trolleys", "store")),
        cleanings=(draw(cleanings()),),
        end_price=last,
    )
