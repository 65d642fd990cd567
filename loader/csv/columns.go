package csv

import (
	"fmt"
	"slices"
)

// Table is what the rows of a file are about.
type Table uint8

// The tables. The zero Table is none.
const (
	Moves Table = iota + 1
	People
	Organizations
	Strategies
	Posts
	Founders
	Leaders
	Investments
	Models
)

// Tables lists all tables.
func Tables() []Table {
	return []Table{Moves, People, Organizations, Strategies, Posts, Founders, Leaders, Investments, Models}
}

// String is the table's name: "moves".
func (t Table) String() string {
	if t < Moves || t > Models {
		return fmt.Sprintf("table %d", uint8(t))
	}
	return [...]string{"moves", "people", "organizations", "strategies", "posts", "founders", "leaders", "investments", "models"}[t-1]
}

// Names tells whether the table says who is who: people and organizations are read before what speaks of them.
func (t Table) Names() bool { return t == People || t == Organizations }

// Rank is in which order tables are to be read, the lowest first: people and organizations, then models, whose makers and
// leaders these are, then all others.
func (t Table) Rank() int {
	switch {
	case t.Names():
		return 0
	case t == Models:
		return 1
	}
	return 2
}

// ofNames tells of each column whether its cells are names of people or organizations, and gives the headings that make a row
// of each of several names.
func ofNames(known []heading, columns []column) (are []bool, each []string) {
	are = make([]bool, len(columns))
	for _, h := range known {
		there := false
		for i, c := range columns {
			if c.heading == h.name {
				there, are[i] = true, h.each && h.name != "source" || h.name == "led_by" || h.name == "of"
			}
		}
		if there && h.each {
			each = append(each, h.name)
		}
	}
	return are, each
}

// Headings lists the headings that a table's columns can have; each with the other words for it.
func Headings(t Table) [][]string {
	var all [][]string
	for _, h := range headings(t) {
		all = append(all, slices.Collect(h.words()))
	}
	return all
}
