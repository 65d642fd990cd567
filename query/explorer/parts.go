package explorer

import "strconv"

// Static is the address of a file that comes with the program. It says which version
// of the file is meant, so that browsers may keep it for good.
func (p *page) Static(name string) string { return p.base + "static/" + name + "?v=" + p.h.version }

// Hidden are the parameters that a form keeps.
func (p *page) Hidden() (all []narrowed) {
	for _, n := range p.Narrow {
		if n.Value != "" {
			all = append(all, narrowed{Flag: n.Flag, Value: n.Value})
		}
	}
	if p.q.Get("lang") != "" {
		all = append(all, narrowed{Flag: "lang", Value: p.Lang})
	}
	return all
}

// Langs are the languages that pages are in.
func (p *page) Langs() []choice {
	return []choice{{"en", "English", p.Lang == "en"}, {"zh-Hant", "繁體", p.Lang == "zh-Hant"}, {"zh-Hans", "简体", p.Lang == "zh-Hans"}}
}

// ReadOnly, Checks and Loads tell what there is.
func (p *page) ReadOnly() bool { return p.h.o.readOnly }
func (p *page) Checks() bool   { return p.h.o.shapes != nil }
func (p *page) Loads() bool    { return p.h.o.load != nil && !p.h.o.readOnly }

// Formats are those that the graph can be had in.
func (p *page) Formats() []string { return p.h.o.formats }

// DeskNames are the names that the desk's form asks for.
func (p *page) DeskNames() []string { return []string{"person", "from", "to", "sector"} }

// shownField is a field with what its page knows.
type shownField struct {
	field
	Any, Suggest string
}

// Field gives a field to its template.
func (p *page) Field(f field) shownField { return shownField{f, p.W("any"), p.To("suggest")} }

// Rows says how many rows there are.
func (p *page) Rows(n int) string {
	if n == 1 {
		return "1 " + p.W("row")
	}
	return count(int64(n)) + " " + p.W("rows")
}

// count is a number with its digits in groups.
func count(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
