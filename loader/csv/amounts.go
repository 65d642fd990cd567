package csv

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/amounts"
)

// moneyColumn is what is known of a column of amounts.
type moneyColumn struct {
	reader *amounts.Reader
	unit   amounts.Unit // that the heading tells
}

// mintFigure makes the IRI of an amount of what a report is about: two reports of one event that give the same amount have
// each its own, so that it is known who says so of which event.
func mintFigure(names *nameFinder, about quad.IRI, a amounts.Amount) (quad.IRI, error) {
	return names.inNamespace("figure-" + localName(about) + "-" + digest(string(about), a.String()))
}

// figureFacts describes an amount.
func figureFacts(figure quad.IRI, a amounts.Amount) []quad.Quad {
	var facts []quad.Quad
	state := func(predicate quad.IRI, object quad.Value) {
		facts = append(facts, quad.Quad{Subject: figure, Predicate: predicate, Object: object})
	}
	words := func(predicate quad.IRI, english, hant, hans string) {
		state(predicate, quad.LangString{Value: quad.String(english), Lang: "en"})
		state(predicate, quad.LangString{Value: quad.String(hant), Lang: "zh-Hant"})
		state(predicate, quad.LangString{Value: quad.String(hans), Lang: "zh-Hans"})
	}
	words(vocab.Measure, "amount", "金額", "金额")
	datatype := "integer"
	if slices.Contains([]byte(a.Value), '.') {
		datatype = "decimal"
	}
	state(vocab.Value, term.TypedLiteral(a.Value, term.XSD+datatype))
	if english, hant, hans, ok := amounts.Names(a.Currency); ok {
		words(vocab.Unit, english, hant, hans)
	}
	if a.Bound != 0 {
		state(vocab.Bound, boundIRI(a.Bound))
	}
	return facts
}

func boundIRI(b amounts.Bound) quad.IRI {
	return [...]quad.IRI{
		"", vocab.BoundExactly, vocab.BoundMoreThan, vocab.BoundAtLeast, vocab.BoundApproximately, vocab.BoundOrderOf, vocab.BoundAtMost, vocab.BoundLessThan,
	}[b]
}

// amountIn reads back what [figureFacts] has made of an amount. ok is false for other figures.
func amountIn(facts []quad.Quad) (a amounts.Amount, ok bool) {
	for _, q := range facts {
		switch q.Predicate {
		case vocab.Value:
			t, err := term.Of(q.Object)
			if a.Value = t.Text; err != nil {
				return a, false
			}
		case vocab.Unit:
			if text, is := q.Object.(quad.LangString); is && text.Lang == "en" {
				a.Currency = amounts.CurrencyNamed(string(text.Value))
			}
		case vocab.Bound:
			for b := amounts.Exactly; b <= amounts.LessThan; b++ {
				if q.Object == quad.Value(boundIRI(b)) {
					a.Bound = b
				}
			}
		}
	}
	return a, a.Value != ""
}
