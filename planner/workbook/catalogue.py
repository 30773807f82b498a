"""Every kind of issue: its code, how grave it is, and its short Chinese name."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """A fault stops the reading; a warning says what was read otherwise than written."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True)
class Entry:
    """One kind of issue."""

    code: str
    severity: Severity
    zh: str


def _entries(severity: Severity, **names: str) -> dict[str, Entry]:
    return {code: Entry(code, severity, zh) for code, zh in names.items()}


FILES = _entries(
    Severity.FAULT,
    file_missing="文件不存在",
    file_empty="文件为空",
    file_unreadable="文件无法打开",
    file_is_html="网页另存的假表格",
    file_is_something_else="不是工作簿",
    file_encrypted="文件有密码",
    file_damaged="文件已损坏",
    file_too_large="文件过大",
) | _entries(Severity.WARNING, file_is_old="旧格式文件")

SHEETS = _entries(
    Severity.FAULT,
    sheet_missing="缺少工作表",
    sheet_twice="工作表重复",
    sheet_too_large="工作表过大",
    sheet_empty="工作表没有数据",
    headings_missing="找不到标题行",
    column_missing="缺少列",
    column_twice="列重复",
    unit_unknown="单位不符",
    cells_merged="合并单元格",
    key_twice="编码重复",
) | _entries(
    Severity.WARNING,
    sheet_unknown="未识别的工作表",
    sheet_hidden="隐藏的工作表",
    column_unknown="未识别的列",
    column_defaulted="缺少列，按默认值",
    unit_converted="已按单位换算",
    cells_filled="合并单元格已向下填充",
    rows_hidden="隐藏行已读入",
    row_is_total="合计行已跳过",
    column_is_total="合计列已跳过",
    rows_after_gap="空行之后还有数据",
)

CELLS = _entries(
    Severity.FAULT,
    cell_blank="必填项为空",
    cell_error="单元格是错误值",
    formula_uncomputed="公式没有结果",
    not_a_number="不是数字",
    not_whole="不是整数",
    not_a_date="不是日期",
    date_ambiguous="日期不明确",
    not_a_time="不是时间",
    not_yes_or_no="不是“是/否”",
    not_a_choice="不在选项之内",
    out_of_bounds="超出允许范围",
    too_long="文字过长",
    code_unknown="编码不存在",
) | _entries(
    Severity.WARNING,
    formula_stale="公式结果可能未更新",
    number_as_text="数字存成了文本",
    unit_in_cell="单元格带单位",
    date_as_text="日期存成了文本",
    date_completed="日期缺少年份",
    date_from_serial="日期是序列号",
    date_with_time="日期带有时间",
    time_from_text="时间存成了文本",
    text_from_value="文本列中的数值",
    code_matched="编码按近似匹配",
)

SENSE = _entries(
    Severity.FAULT,
    end_before_start="结束早于开始",
    calendar_has_gap="日历缺日期",
    line_stage_missing="产品族没有主线工序",
    line_stage_not_unique="主线工序不唯一",
    stage_has_alternatives="非主线工序有多行",
    stage_has_no_rate="工序没有产能",
    routing_missing="产品族没有工艺路线",
    lot_sizes_contradict="批量与最小最大批矛盾",
    kit_in_kit="礼盒套礼盒",
    line_is_blank="主线工序没有设备",
    horizon_too_long="计划期过长",
    wait_contradicts="等待时间矛盾",
    break_contradicts="班次时间矛盾",
    pools_overlap="临时工日期重叠",
    zone_overfull="占用多于托盘位",
    stock_from_future="库存日期晚于开始",
) | _entries(
    Severity.WARNING,
    demand_outside_horizon="需求在计划期外",
    never_deliverable="永远无法交付",
    forbidden_for_customer="含客户禁用成分",
    stock_expired="库存已过期",
    lane_to_itself="借调给自己",
    absence_exceeds_crew="缺勤多于人数",
    fair_band_reversed="公平上下限颠倒",
    zone_full="没有空托盘位",
    window_reversed="收货时间颠倒",
    place_missing="工厂没有坐标",
    lot_arrives_expired="到货已失效",
)

CATALOGUE: dict[str, Entry] = FILES | SHEETS | CELLS | SENSE
