#include "cxlsxwriter.h"

#include <stdlib.h>
#include <time.h>
#include <xlsxwriter.h>

struct cxlsx_book {
  lxw_workbook *workbook;
  lxw_format *heading;
  cxlsx_sheet *sheets;
};

struct cxlsx_sheet {
  lxw_worksheet *worksheet;
  lxw_format *heading;
  cxlsx_sheet *next;
};

cxlsx_book *cxlsx_new(const char *path, int64_t created) {
  cxlsx_book *book = calloc(1, sizeof *book);
  if (book == NULL)
    return NULL;
  // Rows go to a temporary file at once, so a large table needs little memory.
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  book->workbook = workbook_new_opt(path, &options);
  if (book->workbook == NULL) {
    free(book);
    return NULL;
  }
  lxw_doc_properties properties = {.created = (time_t)created};
  workbook_set_properties(book->workbook, &properties);
  book->heading = workbook_add_format(book->workbook);
  if (book->heading != NULL)
    format_set_bold(book->heading);
  return book;
}

cxlsx_sheet *cxlsx_add_sheet(cxlsx_book *book, const char *name) {
  lxw_worksheet *worksheet = workbook_add_worksheet(book->workbook, name);
  cxlsx_sheet *sheet = worksheet == NULL ? NULL : calloc(1, sizeof *sheet);
  if (sheet == NULL)
    return NULL;
  sheet->worksheet = worksheet;
  sheet->heading = book->heading;
  sheet->next = book->sheets;
  book->sheets = sheet;
  return sheet;
}

void cxlsx_set_width(cxlsx_sheet *sheet, uint16_t first, uint16_t last, double width) {
  worksheet_set_column(sheet->worksheet, first, last, width, NULL);
}

int32_t cxlsx_write_heading(cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text) {
  return (int32_t)worksheet_write_string(sheet->worksheet, row, column, text, sheet->heading);
}

int32_t cxlsx_write_text(cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text) {
  return (int32_t)worksheet_write_string(sheet->worksheet, row, column, text, NULL);
}

int32_t cxlsx_write_number(cxlsx_sheet *sheet, uint32_t row, uint16_t column, double value) {
  return (int32_t)worksheet_write_number(sheet->worksheet, row, column, value, NULL);
}

int32_t cxlsx_close(cxlsx_book *book) {
  int32_t code = (int32_t)workbook_close(book->workbook);
  for (cxlsx_sheet *sheet = book->sheets; sheet != NULL;) {
    cxlsx_sheet *next = sheet->next;
    free(sheet);
    sheet = next;
  }
  free(book);
  return code;
}
