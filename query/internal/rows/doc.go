// Package rows has what a query's solutions are made of: numbers of terms, tables of them, the terms that a query makes
// itself, and the budget that all of it comes out of.
package rows
