// Package tables has what engines do alike that keep graphs in the tables of an SQL server: handing rows on by pages, putting
// an answer of changes together, holding the writer's turn, and how long a server is waited for. What is said to a server
// is each engine's own.
package tables
