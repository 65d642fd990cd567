// Package tg is the object tg of scripts: the questions of package query/questions as functions, and questions, which
// lists them.
//
// Arguments are given in their order, options as the last argument, as an object. Rows are plain objects, with the
// fields that the rows have in JSON; sums have their grades and their evidence, too. A list of rows that the option top
// ended has the cursor of its last row as its property next, for the option after. The questions are put by an [Asker]: a [Graph], or another process.
package tg
