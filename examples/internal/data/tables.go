package data

import (
	"flag"
	"fmt"
	"strings"

	"talentgraph.example/loader"
)

// Tables says how tables are read.
type Tables struct {
	columns                       []loader.Option
	encoding, sheet, dates, today string
}

// Declare makes flags of it.
func (t *Tables) Declare(flags *flag.FlagSet) {
	flags.Func("column", "what a heading of a table means, as in `\"Old company=from\"`, \"Wage=#\" for a column to leave out, or \"*=#\" for all that are not known; may be given several times", func(said string) error {
		heading, column, ok := strings.Cut(said, "=")
		if !ok || heading == "" || column == "" {
			return fmt.Errorf("write the heading, \"=\" and the column")
		}
		t.columns = append(t.columns, loader.WithColumn(heading, column))
		return nil
	})
	flags.StringVar(&t.encoding, "encoding", "", "the `encoding` of tables, such as gbk, big5 or utf-16, if it is not seen")
	flags.StringVar(&t.sheet, "sheet", "", "the `name` of the sheet of a workbook to read; else it is the first that has headings")
	flags.StringVar(&t.dates, "dates", "", "the `order` of dates such as 3/4/2024 in tables: dmy or mdy")
	flags.StringVar(&t.today, "today", "", "the `date` that words in tables such as last year and 上个月 are counted from, such as 2024-03-15")
}

// Options are the loader's.
func (t *Tables) Options() []loader.Option {
	return append(t.columns[:len(t.columns):len(t.columns)], loader.WithEncoding(t.encoding), loader.WithSheet(t.sheet), loader.WithDates(t.dates), loader.WithToday(t.today))
}
