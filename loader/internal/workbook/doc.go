// Package workbook reads the cells of .xlsx workbooks (ECMA-376, Office Open XML): the texts and values of one sheet, row
// by row. Formulas have the values that were kept with them. Dates are given as ISO 8601 writes them,
// parts of 1 that are shown so in percent. Cells that are merged downwards have the text of the first one.
//
// A workbook is a zip archive, held packed, of XML documents. How much all of it can ask for is limited: the archive by
// syntax.WithMaxDocument, the texts that cells share by the same, a part that is unpacked by sixteen times as much, a row
// by syntax.WithMaxLine and a cell by syntax.WithMaxLiteral. The context is looked at all along.
package workbook
