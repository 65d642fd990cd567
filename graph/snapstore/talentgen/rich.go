package talentgen

import (
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"
)

// The terms that [Rich] uses beside those of [Quads].
const (
	GroupClass      = quad.IRI(TG + "Group")
	ModelClass      = quad.IRI(TG + "Model")
	ProductClass    = quad.IRI(TG + "Product")
	ProgrammeClass  = quad.IRI(TG + "Programme")
	ClusterClass    = quad.IRI(TG + "Cluster")
	InvestmentClass = quad.IRI(TG + "Investment")

	LedBy        = quad.IRI(TG + "ledBy")
	MoveKind     = quad.IRI(TG + "moveKind")
	KindFounding = quad.IRI(TG + "founding")
	WithTeam     = quad.IRI(TG + "withTeam")
	TeamSize     = quad.IRI(TG + "teamSize")
	OrgKind      = quad.IRI(TG + "orgKind")
	Investor     = quad.IRI(TG + "investor")
	Investee     = quad.IRI(TG + "investee")

	Field       = quad.IRI(TG + "field")
	KnownFor    = quad.IRI(TG + "knownFor")
	Sibling     = quad.IRI(TG + "sibling")
	ContactWith = quad.IRI(TG + "contactWith")

	Contradicts = quad.IRI(TG + "contradicts")
	ClaimNote   = quad.IRI(TG + "note")
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
	g.add(Organization(i), OrgKind, quad.IRI(TG+[]string{"giant", "startUp"}[i%2]), claim)
	for _, of := range []struct {
		kind  string
		class quad.IRI
		count int
	}{
		{"model", ModelClass, 2}, {"product", ProductClass, 2}, {"programme", ProgrammeClass, 1}, {"cluster", ClusterClass, 1}, {"team", GroupClass, 1 + i%3},
	} {
		for k := range of.count {
			thing := entity(of.kind, 3*i+k)
			g.add(thing, Type, of.class, DataSet)
			g.add(thing, PrefLabel, quad.LangString{Value: quad.String(fmt.Sprintf("%s %d of Company %d", of.kind, k, i)), Lang: "en"}, DataSet)
			g.add(thing, StrategyOf, Organization(i), claim)
			if of.class != ProductClass {
				g.add(thing, LedBy, g.somePerson(), claim)
			}
			if of.class == ModelClass {
				g.add(thing, InSector, g.someSector(), claim)
			}
		}
	}
	investment := entity("investment", i)
	g.add(investment, Type, InvestmentClass, DataSet)
	g.add(investment, Investor, Organization(i), claim)
	g.add(investment, Investee, Organization((i+1+g.r.IntN(g.organizations-1))%g.organizations), claim)
}

// founding makes a move that founds an organization, and a founder's post that is every other time the
// same person's.
func (g *generator) founding(i int) {
	claim := g.claim()
	m, person := entity("founding", i), g.somePerson()
	g.add(m, Type, MoveClass, DataSet)
	g.add(m, MovePerson, person, claim)
	g.add(m, MoveTo, Organization(i), claim)
	g.add(m, MoveYear, quad.Int(firstYear+g.r.IntN(lastYear-firstYear+1)), claim)
	g.add(m, MoveKind, KindFounding, claim)
	p := entity("founderpost", i)
	if i%2 == 0 {
		person = g.somePerson()
	}
	g.add(p, Type, PostClass, DataSet)
	g.add(p, PostHolder, person, claim)
	g.add(p, PostAt, Organization(i), claim)
	g.add(p, Role, quad.LangString{Value: "founder", Lang: "en"}, claim)
}

// comingWithTeam makes a move to an organization that a team went along with.
func (g *generator) comingWithTeam(i int) {
	claim := g.claim()
	m := entity("raid", i)
	g.add(m, Type, MoveClass, DataSet)
	g.add(m, MovePerson, g.somePerson(), claim)
	g.add(m, MoveFrom, Organization((i+1)%g.organizations), claim)
	g.add(m, MoveTo, Organization(i), claim)
	g.add(m, WithTeam, quad.Bool(true), claim)
	g.add(m, TeamSize, quad.Int(2+g.r.IntN(50)), claim)
}

// dispute makes two claims about one thing that contradict each other, and now and then one that stands
// alone and is graded as disputed.
func (g *generator) dispute(i int) {
	a, b := g.claim(), g.claim()
	model, one := entity("model", 3*i+2), g.r.IntN(g.people)
	other := (one + 1 + g.r.IntN(g.people-1)) % g.people
	g.add(model, Type, ModelClass, DataSet)
	g.add(model, StrategyOf, Organization(i), a)
	g.add(model, LedBy, Person(one), a)
	g.add(model, LedBy, Person(other), b)
	g.add(a, Contradicts, b, DataSet)
	g.add(b, Contradicts, a, DataSet)
	if i%5 == 0 {
		alone := g.passage()
		g.add(alone, ClaimCertainty, quad.IRI(TG+"disputed"), DataSet)
		g.add(alone, ClaimNote, quad.LangString{Value: "The register says otherwise.", Lang: "en"}, DataSet)
		g.add(model, InSector, g.someSector(), alone)
	}
}

// life makes what is said of a person beside moves and posts.
func (g *generator) life(i int) {
	claim, person := g.claim(), Person(i)
	g.add(person, Field, entity("field", i%10), claim)
	g.add(person, Field, entity("field", (i+3)%10), claim)
	g.add(person, KnownFor, quad.LangString{Value: quad.String(fmt.Sprintf("work %d", i)), Lang: "en"}, claim)
	sibling := Person(i - 1)
	g.add(person, Sibling, sibling, claim)
	g.add(sibling, Sibling, person, claim)
	g.add(person, ContactWith, Organization(i%g.organizations), claim)
}
