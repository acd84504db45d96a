/* What the C library's allocator lets its user decide: Swift's own view of the library leaves it out. */
#ifndef VIGIE_CMALLOC_SHIM_H
#define VIGIE_CMALLOC_SHIM_H

#include <malloc.h>

#endif
