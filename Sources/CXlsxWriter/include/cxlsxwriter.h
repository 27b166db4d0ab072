#pragma once
#include <stdint.h>

// A workbook that is being written, sheet by sheet, row by row.
typedef struct cxlsx_book cxlsx_book;
typedef struct cxlsx_sheet cxlsx_sheet;

// `created` is stored in the file in place of the clock, so that equal content gives equal bytes.
// Rows must be written in ascending order. NULL if there is no memory.
cxlsx_book *cxlsx_new(const char *path, int64_t created);
// The sheet belongs to the book. NULL if the name is not allowed.
cxlsx_sheet *cxlsx_add_sheet(cxlsx_book *book, const char *name);
// Sets the width of columns first...last, in characters.
void cxlsx_set_width(cxlsx_sheet *sheet, uint16_t first, uint16_t last, double width);
// 0, or an error number of libxlsxwriter. `text` is UTF-8 and is never a formula.
int32_t cxlsx_write_heading(cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text);
int32_t cxlsx_write_text(cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text);
int32_t cxlsx_write_number(cxlsx_sheet *sheet, uint32_t row, uint16_t column, double value);
// Writes the file and frees everything; 0, or an error number.
int32_t cxlsx_close(cxlsx_book *book);
