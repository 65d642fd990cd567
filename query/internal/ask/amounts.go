package ask

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/amounts"
)

// Amount is one number that a figure gives of an investment, with what it takes to compare it with others.
type Amount struct {
	By    Statement // that the investment has the figure
	Value Statement // that the figure has the number

	number   amounts.Amount // its currency is any unit
	measures Texts
	intended bool
	labels   []graph.ID // of who says so, without those that say several amounts, as of parts
}

// moneyOf knows what currencies are called.
var moneyOf = graph.NewDerived(func(*graph.Snapshot) *amounts.Reader { return amounts.NewReader() })

// IsInvestment tells whether counting claims give a node an investor or an investee.
func (q *Question) IsInvestment(node graph.ID) bool {
	var room [4]graph.ID
	return len(q.Values(room[:0], node, q.Terms.Investor)) > 0 || len(q.Values(room[:0], node, q.Terms.Investee)) > 0
}

// mostAmounts are as many as are compared with each other: what has more is no one investment.
const mostAmounts = 64

// Amounts gives the numbers of an investment that are compared with others, by figure; none if it has very many.
func (q *Question) Amounts(node graph.ID) (all []Amount) {
	if !q.IsInvestment(node) {
		return nil
	}
	t := q.Terms
	planned := q.IsTrue(node, t.Intended)
	for _, figure := range q.Values(nil, node, t.Figure) {
		by := Statement{node, t.Figure, figure}
		values := q.Values(nil, figure, t.Value)
		for _, v := range values {
			if len(all) == mostAmounts {
				return nil
			}
			value := Statement{figure, t.Value, v}
			labels := q.LabelsOf(nil, value)
			if len(values) == 1 { // else who gives the figure does not say which
				labels = q.LabelsOf(labels, by)
			}
			all = append(all, Amount{
				By: by, Value: value, number: q.numberOf(figure, v), measures: q.TextsOf(figure, t.Measure),
				intended: planned || q.IsTrue(figure, t.Intended), labels: Distinct(labels),
			})
		}
	}
	slices.SortFunc(all, func(a, b Amount) int { // whatever came first into the graph
		return cmp.Or(q.ByIRI(a.By.Object, b.By.Object), cmp.Compare(a.number.Value, b.number.Value), q.ByIRI(a.Value.Object, b.Value.Object))
	})
	withoutParts(all)
	return all
}

// numberOf is a value of a figure with its bound and its unit.
func (q *Question) numberOf(figure, value graph.ID) amounts.Amount {
	a := amounts.Amount{Value: q.Numbers.Term(value).Text}
	bounds := [...]quad.IRI{
		amounts.Exactly: vocab.BoundExactly, amounts.MoreThan: vocab.BoundMoreThan, amounts.AtLeast: vocab.BoundAtLeast, amounts.About: vocab.BoundApproximately,
		amounts.OrderOf: vocab.BoundOrderOf, amounts.AtMost: vocab.BoundAtMost, amounts.LessThan: vocab.BoundLessThan,
	}
	for _, b := range q.Values(nil, figure, q.Terms.Bound) {
		if i := slices.Index(bounds[:], quad.IRI(q.Numbers.Term(b).Text)); i > 0 {
			a.Bound = amounts.Bound(i)
		}
	}
	unit := strings.ToLower(q.TextsOf(figure, q.Terms.UnitOfMeasure).Choose(nil))
	if u, ok := moneyOf.Of(q.Snapshot).Unit(unit); ok {
		if money, ok := u.In(a); ok {
			return money
		}
	}
	a.Currency = unit
	return a
}

// withoutParts leaves out of those who say the amounts who says two that cannot be one: these are of parts, or of two things.
func withoutParts(all []Amount) {
	type saying struct {
		amount int
		label  graph.ID
	}
	parts := map[saying]bool{}
	for i := range all {
		for k := range all[:i] {
			if !all[i].differs(&all[k]) {
				continue
			}
			for _, label := range all[i].labels {
				if slices.Contains(all[k].labels, label) {
					parts[saying{i, label}], parts[saying{k, label}] = true, true
				}
			}
		}
	}
	for i := range all {
		all[i].labels = slices.DeleteFunc(all[i].labels, func(label graph.ID) bool { return parts[saying{i, label}] })
	}
}

// differs tells whether two numbers measure one thing in one unit, and cannot be the same.
func (a *Amount) differs(b *Amount) bool {
	return a.intended == b.intended && !amounts.CanBeSame(a.number, b.number) && a.measuresAs(b)
}

// measuresAs tells whether the two say in one language that they measure the same, or neither says what.
func (a *Amount) measuresAs(b *Amount) bool {
	for lang, text := range a.measures {
		if strings.EqualFold(text, b.measures[lang]) {
			return true
		}
	}
	return len(a.measures) == 0 && len(b.measures) == 0
}

// Contradicts tells whether one of two claims that say two amounts cannot be right.
func (a *Amount) Contradicts(b *Amount) bool {
	return len(a.labels) > 0 && len(b.labels) > 0 && a.differs(b)
}

// SharesSource tells whether one source says both amounts.
func (q *Question) SharesSource(a, b *Amount) bool {
	theirs := q.sourcesOf(a.labels)
	return slices.ContainsFunc(q.sourcesOf(b.labels), func(s graph.ID) bool { return slices.Contains(theirs, s) })
}

// sourcesOf gives the sources of some claims; a claim without one is its own.
func (q *Question) sourcesOf(labels []graph.ID) (sources []graph.ID) {
	for _, l := range labels {
		sources = AppendNew(sources, cmp.Or(q.Numbers.Source(l), l))
	}
	return sources
}

// ShownAmounts gives those of an investment's amounts that an answer shows, in their order: all, if none contradicts
// another. Else those with stronger claims go before others, then those that more sources support, then those whose claim
// comes first by its source and its place there; of the others it leaves out what contradicts one of them.
func (q *Question) ShownAmounts(all []Amount) []Amount {
	type candidate struct {
		*Amount
		at, sources int
		grade       graph.Certainty
		first       graph.Evidence
	}
	contested := false
	candidates := make([]candidate, len(all))
	for i := range all {
		a := &all[i]
		c := candidate{Amount: a, at: i}
		support := slices.Clone(a.labels)
		for k := range all {
			switch b := &all[k]; {
			case a.Contradicts(b):
				contested = true
			case i != k && a.supports(b):
				support = append(support, b.labels...)
			}
		}
		c.sources = len(q.sourcesOf(support))
		candidates[i] = c
	}
	if !contested {
		return all
	}
	for i := range candidates {
		c := &candidates[i]
		c.grade = graph.Weaker(q.Strongest(c.By.Subject, c.By.Predicate, c.By.Object), q.Strongest(c.Value.Subject, c.Value.Predicate, c.Value.Object))
		for k, e := range q.Numbers.Evidence(c.labels...) {
			if k == 0 || earlier(e, c.first) < 0 {
				c.first = e
			}
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(-CompareGrades(a.grade, b.grade), -cmp.Compare(a.sources, b.sources), earlier(a.first, b.first),
			cmp.Compare(a.number.Value, b.number.Value), q.ByIRI(a.By.Object, b.By.Object))
	})
	var kept []candidate
	for _, c := range candidates {
		if !slices.ContainsFunc(kept, func(k candidate) bool { return k.Contradicts(c.Amount) }) {
			kept = append(kept, c)
		}
	}
	slices.SortFunc(kept, func(a, b candidate) int { return cmp.Compare(a.at, b.at) })
	shown := make([]Amount, len(kept))
	for i, k := range kept {
		shown[i] = *k.Amount
	}
	return shown
}

// supports tells whether two amounts are in one unit, of one measure, and can be the same.
func (a *Amount) supports(b *Amount) bool {
	return a.number.Currency == b.number.Currency && a.intended == b.intended && a.measuresAs(b) && amounts.CanBeSame(a.number, b.number)
}

// earlier orders claims by their sources, then by where they stand in them.
func earlier(a, b graph.Evidence) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// amountContradicted tells whether another amount of the same investment contradicts a figure of it or the figure's number,
// by a claim that is not disputed itself.
func (s *State) amountContradicted(f Statement) bool {
	q := s.Question()
	investments := []graph.ID{f.Subject}
	if f.Predicate == s.Terms.Value {
		investments = investments[:0]
		s.Numbers.Row(f.Subject, quad.Object, []graph.ID{s.Terms.Figure}, func(r graph.Run) { investments = q.Others(investments, r) })
	}
	for _, node := range investments {
		all := q.Amounts(node)
		for i := range all {
			a := &all[i]
			if a.By != f && a.Value != f {
				continue
			}
			for k := range all {
				b := &all[k]
				if a.Contradicts(b) && CompareGrades(s.Strongest(b.Value.Subject, b.Value.Predicate, b.Value.Object), graph.Disputed) != 0 {
					return true
				}
			}
		}
	}
	return false
}
