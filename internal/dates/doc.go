// Package dates reads and writes times as facts, tables and questions have them: the one rule of what a text says of time.
//
// [ParseTime] reads what XML Schema writes, to the second. [ParseSpan] reads the days that a time can be, from XML
// Schema's texts and from EDTF (ISO 8601-2:2019, levels 0 and 1, and the groupings of months that news has from level 2):
//
//	2024, 2024-03, 2024-03-15   a year, a month, a day
//	2024-33 to 2024-36          a quarter
//	2024-37 to 2024-39          four months: the early, middle and late part of a year
//	2024-40, 2024-41            a half
//	2024-21 to 2024-24          a season, from March, June, September and December, each three months
//	202X, 20XX, 2024-XX         digits that are not told
//	2024~, 2024?, 2024%         about, uncertain, both; which does not make the span wider
//	2023/2024, 2023-11/2024-02  a span, both ends included
//	2022/.., ../2024, 2022/     a span without an end or a beginning, or with one that is not known
//
// [Read] reads the forms that people write in tables, in English and Chinese, and gives them as EDTF; [Beside] reads those, too,
// that do not tell their year, where that is known otherwise: Q3, 年底, last year. [Words] writes a
// time for people.
package dates
