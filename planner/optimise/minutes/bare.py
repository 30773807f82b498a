"""Arrays as bare addresses inside compiled loops.

A named tuple of arrays costs two atomic counts per array at each call of a compiled function; one of addresses
costs nothing. Whoever calls `bare` keeps the arrays alive; places are never checked, and there is one dimension.
"""

from typing import TYPE_CHECKING, TypeVar

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

Arrays = TypeVar("Arrays")

if TYPE_CHECKING:

    def bare(arrays: Arrays) -> Arrays:
        """The same named tuple with an address for each array; only for compiled code."""
        return arrays

else:

    @intrinsic
    def bare(typing, arrays):
        """The same named tuple with an address for each array; only for compiled code."""
        fields = [_bare_type(field) for field in arrays.types]
        answer = types.NamedTuple(fields, arrays.instance_class)

        def build(context, builder, signature, values):
            parts = []
            for place, field in enumerate(arrays.types):
                part = builder.extract_value(values[0], place)
                if isinstance(field, types.Array):
                    part = context.make_array(field)(context, builder, part).data
                parts.append(part)
            return cgutils.pack_struct(builder, parts)

        return answer(arrays), build

    def _bare_type(field):
        return types.CPointer(field.dtype) if isinstance(field, types.Array) else field
