package query_test

import (
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

const idSpace = vocab.ID

func predicateNamed(name string) quad.IRI {
	return map[string]quad.IRI{
		"unitOf": vocab.ORGUnitOf, "person": vocab.Person, "from": vocab.From, "to": vocab.To, "year": vocab.Year, "when": vocab.When,
		"kind": vocab.MoveKind, "orgKind": vocab.OrgKind, "sector": vocab.Sector, "broader": vocab.SKOSBroader, "of": vocab.Of,
		"ledBy": vocab.LedBy, "type": vocab.RDFType, "label": vocab.RDFSLabel, "source": vocab.PROVHadPrimarySource,
		"holder": vocab.Holder, "certainty": vocab.Certainty, "at": vocab.At, "role": vocab.Role, "sibling": vocab.Sibling,
		"investor": vocab.Investor, "investee": vocab.Investee, "summary": vocab.Summary, "uses": vocab.Uses, "status": vocab.Status,
	}[name]
}

// shapes are those that data seldom has, and that questions must not be slow on.
func shapes() []shape {
	type sayer = func(s, p string, o any)
	// leave tells of a move from an organization, one of many to few.
	leave := func(say sayer, i int, from string) {
		move := numbered("leaving", i)
		say(move, "person", numbered("leaver", i))
		say(move, "from", from)
		say(move, "to", numbered("x", i%3))
	}
	units := func(parents func(i, n int) []int) func(n int, say sayer) {
		return func(n int, say sayer) {
			for i := range n {
				for _, parent := range parents(i, n) {
					say(numbered("org", i), "unitOf", numbered("org", parent))
				}
				leave(say, i, numbered("org", i))
			}
		}
	}
	const wide = 4
	return []shape{
		{"a chain of units", units(func(i, _ int) []int { return []int{max(i-1, 0)}[:min(i, 1)] })},
		{"a chain of units, from below", units(func(i, n int) []int { return []int{i + 1}[:min(n-1-i, 1)] })},
		{"a ring of units", units(func(i, n int) []int { return []int{(i + 1) % n} })},
		{"a chain of units below a ring", units(func(i, n int) []int {
			if i == n-1 {
				return []int{n - 2}
			}
			return []int{i + 1}
		})},
		{"units with two parents, in layers", units(func(i, n int) []int {
			if i >= n-wide {
				return nil
			}
			above := i/wide*wide + wide
			return []int{above + i%wide, above + (i+1)%wide}
		})},
		{"one unit of many organizations", func(n int, say sayer) {
			for i := range n / 2 {
				say("org-0", "unitOf", numbered("whole", i))
				leave(say, i, "org-0")
			}
		}},
		{"two units of many organizations", func(n int, say sayer) {
			for i := range n / 2 {
				say("org-0", "unitOf", numbered("whole", i))
				say("org-2", "unitOf", numbered("other", i))
				move := numbered("crossing", i)
				say(move, "person", "person-0")
				say(move, "from", "org-0")
				say(move, "from", "org-3")
				say(move, "to", "org-1")
			}
		}},
		{"a founder each move", func(n int, say sayer) {
			for i := range n {
				move := numbered("founding", i)
				say(move, "person", numbered("founder", i))
				say(move, "to", "org-0")
				say(move, "kind", vocab.KindFounding)
			}
		}},
		{"one founding told in many moves", func(n int, say sayer) {
			for i := range n {
				move := numbered("founding", i)
				say(move, "person", "person-0")
				say(move, "to", "org-0")
				say(move, "kind", vocab.KindFounding)
			}
		}},
		{"one career", func(n int, say sayer) {
			for i := range n {
				post := numbered("post", i)
				say(post, "holder", "person-0")
				say(post, "at", "org-0")
				say(post, "role", quad.String("founder"))
				say(post, "year", 1000+i)
			}
		}},
		{"sectors in a ring", func(n int, say sayer) {
			for i := range n {
				say(numbered("sector", i), "broader", numbered("sector", (i+1)%n))
				say("org-0", "sector", numbered("sector", i))
			}
		}},
		{"sectors in a chain", func(n int, say sayer) {
			for i := range n {
				say(numbered("sector", i), "broader", numbered("sector", i+1))
				say("org-0", "sector", numbered("sector", i))
			}
		}},
		{"sectors in a chain, an organization in each", func(n int, say sayer) {
			for i := range n {
				say(numbered("sector", i), "broader", numbered("sector", i+1))
				say(numbered("org", i), "sector", numbered("sector", i))
			}
		}},
		{"one move to many", func(n int, say sayer) {
			for i := range n {
				say("move-0", "to", numbered("org", 1+i))
			}
		}},
		{"one move of many", func(n int, say sayer) {
			for i := range n {
				say("move-0", "person", numbered("person", i))
			}
		}},
		{"a person who comes and goes", func(n int, say sayer) {
			for i := range n {
				away, back := numbered("away", i), numbered("back", i)
				for move, ends := range map[string][2]string{away: {"org-0", "org-1"}, back: {"org-1", "org-0"}} {
					say(move, "person", "person-0")
					say(move, "from", ends[0])
					say(move, "to", ends[1])
					say(move, "year", 1000+i)
				}
			}
		}},
		{"one founding by many claims", func(n int, say sayer) {
			for i := range n {
				claim := numbered("claim", i)
				say(claim, "source", numbered("source", i%3))
				say("founding", "person", told{claim, "person-0"})
				say("founding", "to", told{claim, "org-0"})
				say("founding", "kind", told{claim, vocab.KindFounding})
			}
		}},
		{"one move to many by many claims", func(n int, say sayer) {
			for i := range n / 4 {
				claim := numbered("claim", i)
				say(claim, "source", "source-0")
				say(claim, "certainty", []quad.Value{vocab.CertaintyStated, vocab.CertaintyDisputed}[i%2])
				say("move-0", "to", told{claim, numbered("org", 1+i)})
				say("move-0", "year", told{claim, 1000 + i})
			}
		}},
		{"kinds and roles told many times", func(n int, say sayer) {
			kinds := []quad.Value{vocab.KindFounding, vocab.KindHire, vocab.KindDeparture}
			for i := range n {
				claim := numbered("claim", i)
				say(claim, "source", numbered("source", i%3))
				say(claim, "certainty", []quad.Value{vocab.CertaintyStated, vocab.CertaintyInferred}[i%2])
				say("move-0", "kind", told{claim, kinds[i%3]})
				say("move-0", "role", told{claim, quad.LangString{Value: quad.String(numbered("role", i)), Lang: numbered("x-l", i)}})
				say("post", "holder", told{claim, "person-0"})
				say("post", "at", told{claim, "org-0"})
				say("post", "role", told{claim, quad.String(numbered("role", i))})
				say("post", "status", told{claim, []quad.Value{vocab.StatusCurrent, vocab.StatusFormer}[i%2]})
			}
		}},
		{"one post at many", func(n int, say sayer) {
			for i := range n / 4 {
				claim := numbered("claim", i)
				say(claim, "source", "source-0")
				say("post", "holder", told{claim, "person-0"})
				say("post", "at", told{claim, numbered("org", i)})
			}
		}},
		{"founders and investors of one", func(n int, say sayer) {
			for i := range n {
				founding, investment := numbered("founding", i), numbered("investment", i)
				say(founding, "person", numbered("founder", i))
				say(founding, "from", "org-1")
				say(founding, "to", "org-0")
				say(founding, "kind", vocab.KindFounding)
				say(investment, "investor", numbered("org", 1+i%7))
				say(investment, "investee", "org-0")
				if i*i < n { // a row for each pair
					say("together", "investor", numbered("org", 1+i))
					say("together", "investee", numbered("org", 1+i))
				}
			}
		}},
		{"siblings in a ring", func(n int, say sayer) {
			for i := range n {
				person := numbered("person", i)
				say(person, "sibling", numbered("person", (i+1)%n))
				say(numbered("move", i), "person", person)
				say(numbered("move", i), "to", "org-0")
			}
		}},
		{"one strategy in many sectors", func(n int, say sayer) {
			say("strategy", "type", vocab.ClassStrategy)
			for i := range n {
				claim := numbered("claim", i)
				say(claim, "source", "source-0")
				say("strategy", "of", told{claim, "org-0"})
				say("strategy", "sector", told{claim, numbered("sector", i)})
				say("strategy", "uses", told{claim, numbered("product", i)})
				say("strategy", "summary", quad.LangString{Value: "words", Lang: numbered("x-l", i)})
				say("org-0", "sector", numbered("sector", i))
				say(numbered("org", i), "sector", "sector-0")
			}
		}},
		{"labels in many languages", func(n int, say sayer) {
			for i := range n {
				for _, node := range []string{"org-0", "person-0", "sector-0", "source-0"} {
					say(node, "label", quad.LangString{Value: quad.String(numbered("name", i)), Lang: numbered("x-l", i)})
				}
			}
			for i := range n / 4 {
				leave(say, i, "org-0")
			}
		}},
		{"many labels of one", func(n int, say sayer) {
			for i := range n {
				say("org-0", "label", quad.String(numbered("name", i)))
				say("person-0", "label", quad.LangString{Value: quad.String(numbered("person", i)), Lang: []string{"en", "zh-Hant", "zh-Hans"}[i%3]})
			}
		}},
		{"many of one label", func(n int, say sayer) {
			for i := range n {
				say(numbered("org", i), "label", quad.String("nane"))
				say(numbered("org", i), "type", vocab.ORGOrganization)
			}
		}},
		{"long names", func(n int, say sayer) {
			for i := range 20 {
				say(numbered("org", i), "label", quad.String(strings.Repeat("name 名 ", n)+numbered("of", i)))
			}
		}},
		{"a group with many leaders and organizations", func(n int, say sayer) {
			say("group", "type", vocab.ClassGroup)
			for i := range n {
				say("group", "of", numbered("org", i))
				say("group", "ledBy", numbered("leader", i))
			}
		}},
	}
}

// wayShapes are ways from org-0 to person-0.
func wayShapes() []shape {
	type sayer = func(s, p string, o any)
	return []shape{
		{"a chain of ways", func(n int, say sayer) {
			for i := range n {
				say(numbered("a", i), "at", numbered("a", i+1))
			}
			say("org-0", "at", numbered("a", 0))
			say(numbered("a", n), "at", "person-0")
		}},
		{"a ring of ways", func(n int, say sayer) {
			for i := range n {
				say(numbered("a", i), "at", numbered("a", (i+1)%n))
			}
			say("org-0", "at", numbered("a", 0))
			say(numbered("a", n/2), "at", "person-0")
		}},
		{"a ladder of ways", func(n int, say sayer) {
			for i := range n / 2 {
				say(numbered("a", i), "at", numbered("a", i+1))
				say(numbered("b", i), "at", numbered("b", i+1))
				say(numbered("a", i), "at", numbered("b", i))
			}
			say("org-0", "at", numbered("a", 0))
			say(numbered("a", n/2), "at", "person-0")
		}},
		{"a clique with a tail", func(n int, say sayer) {
			k := 0
			for ; k*k < n; k++ {
				for i := range k {
					say(numbered("k", k), "at", numbered("k", i))
				}
			}
			for i := range n {
				say(numbered("a", i), "at", numbered("a", i+1))
			}
			say("org-0", "at", numbered("k", 0))
			say(numbered("k", k-1), "at", numbered("a", 0))
			say(numbered("a", n), "at", "person-0")
		}},
	}
}
