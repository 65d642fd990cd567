package talentgen

import (
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// Rich gives the quads of [Quads], and after them about a fifteenth as many: each organization has models,
// products and teams with leaders, founders, investments, people who came with a team, and claims that
// contradict each other; one person in fourteen has fields, siblings and contacts. No organization has
// units. No quad comes twice.
func Rich(seed uint64, n int) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		g := newGenerator(seed, n, yield)
		g.all(n)
		for i := 0; i < g.organizations && !g.done; i++ {
			g.holdings(i)
			g.founding(i)
			g.comingWithTeam(i)
			g.dispute(i)
		}
		for i := 7; i < g.people && !g.done; i += 14 {
			g.life(i)
		}
	}
}

// somePerson prefers those with low numbers.
func (g *generator) somePerson() quad.IRI {
	u := g.r.Float64()
	return Person(int(u * u * float64(g.people)))
}

// holdings makes what is of an organization, and an investment of it.
func (g *generator) holdings(i int) {
	claim := g.claim()
	g.add(Organization(i), vocab.OrgKind, []quad.IRI{vocab.OrgKindGiant, vocab.OrgKindStartUp}[i%2], claim)
	for _, of := range []struct {
		kind  string
		class quad.IRI
		count int
	}{
		{"model", vocab.ClassModel, 2}, {"product", vocab.ClassProduct, 2}, {"programme", vocab.ClassProgramme, 1}, {"cluster", vocab.ClassCluster, 1}, {"team", vocab.ClassGroup, 1 + i%3},
	} {
		for k := range of.count {
			thing := entity(of.kind, 3*i+k)
			g.add(thing, vocab.RDFType, of.class, DataSet)
			g.add(thing, vocab.SKOSPrefLabel, quad.LangString{Value: quad.String(fmt.Sprintf("%s %d of Company %d", of.kind, k, i)), Lang: "en"}, DataSet)
			g.add(thing, vocab.Of, Organization(i), claim)
			if of.class != vocab.ClassProduct {
				g.add(thing, vocab.LedBy, g.somePerson(), claim)
			}
			if of.class == vocab.ClassModel {
				g.add(thing, vocab.Sector, g.someSector(), claim)
			}
		}
	}
	investment := entity("investment", i)
	g.add(investment, vocab.RDFType, vocab.ClassInvestment, DataSet)
	g.add(investment, vocab.Investor, Organization(i), claim)
	g.add(investment, vocab.Investee, Organization((i+1+g.r.IntN(g.organizations-1))%g.organizations), claim)
}

// founding makes a move that founds an organization, and a founder's post that is every other time the
// same person's.
func (g *generator) founding(i int) {
	claim := g.claim()
	m, person := entity("founding", i), g.somePerson()
	g.add(m, vocab.RDFType, vocab.ClassMove, DataSet)
	g.add(m, vocab.Person, person, claim)
	g.add(m, vocab.To, Organization(i), claim)
	g.add(m, vocab.Year, quad.Int(firstYear+g.r.IntN(lastYear-firstYear+1)), claim)
	g.add(m, vocab.MoveKind, vocab.KindFounding, claim)
	p := entity("founderpost", i)
	if i%2 == 0 {
		person = g.somePerson()
	}
	g.add(p, vocab.RDFType, vocab.ClassPost, DataSet)
	g.add(p, vocab.Holder, person, claim)
	g.add(p, vocab.At, Organization(i), claim)
	g.add(p, vocab.Role, quad.LangString{Value: "founder", Lang: "en"}, claim)
}

// comingWithTeam makes a move to an organization that a team went along with.
func (g *generator) comingWithTeam(i int) {
	claim := g.claim()
	m := entity("raid", i)
	g.add(m, vocab.RDFType, vocab.ClassMove, DataSet)
	g.add(m, vocab.Person, g.somePerson(), claim)
	g.add(m, vocab.From, Organization((i+1)%g.organizations), claim)
	g.add(m, vocab.To, Organization(i), claim)
	g.add(m, vocab.WithTeam, quad.Bool(true), claim)
	g.add(m, vocab.TeamSize, quad.Int(2+g.r.IntN(50)), claim)
}

// dispute makes two claims about one thing that contradict each other, and now and then one that stands
// alone and is graded as disputed.
func (g *generator) dispute(i int) {
	a, b := g.claim(), g.claim()
	model, one := entity("model", 3*i+2), g.r.IntN(g.people)
	other := (one + 1 + g.r.IntN(g.people-1)) % g.people
	g.add(model, vocab.RDFType, vocab.ClassModel, DataSet)
	g.add(model, vocab.Of, Organization(i), a)
	g.add(model, vocab.LedBy, Person(one), a)
	g.add(model, vocab.LedBy, Person(other), b)
	g.add(a, vocab.Contradicts, b, DataSet)
	g.add(b, vocab.Contradicts, a, DataSet)
	if i%5 == 0 {
		alone := g.passage()
		g.add(alone, vocab.Certainty, vocab.CertaintyDisputed, DataSet)
		g.add(alone, vocab.Note, quad.LangString{Value: "The register says otherwise.", Lang: "en"}, DataSet)
		g.add(model, vocab.Sector, g.someSector(), alone)
	}
}

// life makes what is said of a person beside moves and posts.
func (g *generator) life(i int) {
	claim, person := g.claim(), Person(i)
	g.add(person, vocab.Field, entity("field", i%10), claim)
	g.add(person, vocab.Field, entity("field", (i+3)%10), claim)
	g.add(person, vocab.KnownFor, quad.LangString{Value: quad.String(fmt.Sprintf("work %d", i)), Lang: "en"}, claim)
	sibling := Person(i - 1)
	g.add(person, vocab.Sibling, sibling, claim)
	g.add(sibling, vocab.Sibling, person, claim)
	g.add(person, vocab.ContactWith, Organization(i%g.organizations), claim)
}
