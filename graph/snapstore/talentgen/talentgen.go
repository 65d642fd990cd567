// Package talentgen makes synthetic data in the talent vocabulary, as much as is asked for and always the
// same for the same seed. It is for tests and benchmarks.
//
// The data is what news about moves between companies comes to: sectors in a tree, organizations, people,
// moves with person, from, to, year and role, posts, strategies, and the claims that state them. The label
// of a fact is its claim; names, types and claims carry the label [DataSet]. One move in ten is stated by
// two claims, so that its facts have two labels. A few organizations have most of the moves.
//
// [Quads] gives quads, [WriteNQuads] a file. [Rich] gives more than moves, posts and strategies. The names of entities follow from their number: [Move](0) is
// the first move, and so on.
package talentgen

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"strconv"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Namespaces of terms and entities.
const (
	TG   = "https://talentgraph.example/ns#"
	Base = "https://talentgraph.example/id/"

	skos = "http://www.w3.org/2004/02/skos/core#"
	org  = "http://www.w3.org/ns/org#"
	prov = "http://www.w3.org/ns/prov#"
)

// The terms that the data uses.
const (
	Type      = quad.IRI(term.RDF + "type")
	PrefLabel = quad.IRI(skos + "prefLabel")
	Broader   = quad.IRI(skos + "broader")

	PersonClass       = quad.IRI(TG + "Person")
	OrganizationClass = quad.IRI(org + "Organization")
	MoveClass         = quad.IRI(TG + "Move")
	StrategyClass     = quad.IRI(TG + "Strategy")
	PostClass         = quad.IRI(TG + "Post")
	ClaimClass        = quad.IRI(TG + "Claim")
	SectorClass       = quad.IRI(skos + "Concept")

	MovePerson = quad.IRI(TG + "person")
	MoveFrom   = quad.IRI(TG + "from")
	MoveTo     = quad.IRI(TG + "to")
	MoveYear   = quad.IRI(TG + "year")
	Role       = quad.IRI(TG + "role")

	StrategyOf      = quad.IRI(TG + "of")
	InSector        = quad.IRI(TG + "sector")
	StrategySummary = quad.IRI(TG + "summary")

	PostHolder = quad.IRI(TG + "holder")
	PostAt     = quad.IRI(TG + "at")
	PostStatus = quad.IRI(TG + "status")

	ClaimSource    = quad.IRI(prov + "hadPrimarySource")
	ClaimParagraph = quad.IRI(TG + "paragraph")
	ClaimStart     = quad.IRI(TG + "start")
	ClaimEnd       = quad.IRI(TG + "end")
	ClaimCertainty = quad.IRI(TG + "certainty")

	DataSet = quad.IRI(Base + "synthetic")
)

func entity(kind string, i int) quad.IRI { return quad.IRI(Base + kind + "/" + strconv.Itoa(i)) }

// Person, Organization, Move, Strategy, Post, Claim, Source and Sector name entities; numbers begin at 0.
func Person(i int) quad.IRI { return entity("person", i) }

// Organization names an organization.
func Organization(i int) quad.IRI { return entity("organization", i) }

// Move names a move.
func Move(i int) quad.IRI { return entity("move", i) }

// Strategy names a strategy.
func Strategy(i int) quad.IRI { return entity("strategy", i) }

// Post names a post.
func Post(i int) quad.IRI { return entity("post", i) }

// Claim names a claim.
func Claim(i int) quad.IRI { return entity("claim", i) }

// Source names an article that claims come from.
func Source(i int) quad.IRI { return entity("source", i) }

// Sector names a sector; sector 0 is the widest.
func Sector(i int) quad.IRI { return entity("sector", i) }

// Sectors is the number of sectors. The sectors below sector i are 4i+1 to 4i+4.
const Sectors = 85

// Organizations gives the number of organizations in data of about n quads.
func Organizations(n int) int { return max(20, n/1000) }

const (
	firstYear = 2000
	lastYear  = 2026
)

// Quads gives whole entities until there are at least n quads. No quad comes twice.
func Quads(seed uint64, n int) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) { newGenerator(seed, n, yield).all(n) }
}

// WriteNQuads writes the same quads as canonical N-Quads and gives their number.
func WriteNQuads(w io.Writer, seed uint64, n int) (int, error) {
	out := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	written := 0
	for q := range Quads(seed, n) {
		line = term.AppendQuad(line[:0], q)
		if _, err := out.Write(line); err != nil {
			return written, fmt.Errorf("talentgen: quad %d: %w", written+1, err)
		}
		written++
	}
	return written, out.Flush()
}

type generator struct {
	r             *rand.Rand
	yield         func(quad.Quad) bool
	made          int
	done          bool
	organizations int

	people, claims, sources, posts, strategies int
}

func newGenerator(seed uint64, n int, yield func(quad.Quad) bool) *generator {
	return &generator{r: rand.New(rand.NewPCG(seed, 1)), yield: yield, organizations: Organizations(n)}
}

// all makes whole entities until there are at least n quads.
func (g *generator) all(n int) {
	for i := 0; i < Sectors && !g.done; i++ {
		g.sector(i)
	}
	for i := 0; i < g.organizations && !g.done; i++ {
		g.organization(i)
	}
	for i := 0; g.made < n && !g.done; i++ {
		g.move(i)
	}
}

func (g *generator) add(s, p quad.IRI, o quad.Value, label quad.IRI) {
	if g.done {
		return
	}
	g.made++
	g.done = !g.yield(quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
}

// names gives an entity its type and labels.
func (g *generator) names(s, class quad.IRI, english, chinese string) {
	g.add(s, Type, class, DataSet)
	g.add(s, PrefLabel, quad.LangString{Value: quad.String(english), Lang: "en"}, DataSet)
	g.add(s, PrefLabel, quad.LangString{Value: quad.String(chinese), Lang: "zh-Hant"}, DataSet)
}

func (g *generator) sector(i int) {
	g.names(Sector(i), SectorClass, fmt.Sprintf("Sector %d", i), fmt.Sprintf("第%d產業", i))
	if i > 0 {
		g.add(Sector(i), Broader, Sector((i-1)/4), DataSet)
	}
}

func (g *generator) organization(i int) {
	g.names(Organization(i), OrganizationClass, fmt.Sprintf("Company %d", i), fmt.Sprintf("第%d公司", i))
	g.add(Organization(i), InSector, g.someSector(), DataSet)
}

func (g *generator) someSector() quad.IRI { return Sector(g.r.IntN(Sectors)) }

// someOrganization prefers those with low numbers.
func (g *generator) someOrganization() int {
	u := g.r.Float64()
	return int(u * u * float64(g.organizations))
}

// claim begins a new claim.
func (g *generator) claim() quad.IRI {
	c := g.passage()
	g.add(c, ClaimCertainty, quad.IRI(TG+[]string{"stated", "inferred", "speculative"}[g.r.IntN(3)]), DataSet)
	return c
}

// passage begins a new claim that has no certainty yet.
func (g *generator) passage() quad.IRI {
	if g.claims%20 == 0 {
		g.sources++
	}
	c := Claim(g.claims)
	g.claims++
	start := g.r.IntN(800)
	g.add(c, Type, ClaimClass, DataSet)
	g.add(c, ClaimSource, Source(g.sources-1), DataSet)
	g.add(c, ClaimParagraph, quad.Int(1+g.r.IntN(60)), DataSet)
	g.add(c, ClaimStart, quad.Int(start), DataSet)
	g.add(c, ClaimEnd, quad.Int(start+10+g.r.IntN(90)), DataSet)
	return c
}

// roles are few, as they are in the news.
var roles = [...]string{"engineer", "researcher", "product manager", "vice president", "director", "chief scientist"}

func (g *generator) role() quad.Value { return quad.String(roles[g.r.IntN(len(roles))]) }

// move makes a move, and now and then a person, a claim, a post or a strategy before it.
func (g *generator) move(i int) {
	if i%5 < 2 {
		g.names(Person(g.people), PersonClass, fmt.Sprintf("Person %d", g.people), fmt.Sprintf("第%d人", g.people))
		g.people++
	}
	if i%3 == 0 {
		g.claim()
	}
	claim := Claim(g.claims - 1)
	m := Move(i)
	person := Person(g.r.IntN(g.people))
	from := g.someOrganization()
	to := (from + 1 + g.r.IntN(g.organizations-1)) % g.organizations
	if g.r.IntN(4) > 0 {
		if popular := g.someOrganization(); popular != from {
			to = popular
		}
	}
	g.add(m, Type, MoveClass, DataSet)
	g.add(m, MovePerson, person, claim)
	g.add(m, MoveFrom, Organization(from), claim)
	g.add(m, MoveTo, Organization(to), claim)
	g.add(m, MoveYear, quad.Int(firstYear+g.r.IntN(lastYear-firstYear+1)), claim)
	g.add(m, Role, g.role(), claim)
	if i%10 == 9 { // a second claim says the same
		second := g.claim()
		g.add(m, MovePerson, person, second)
		g.add(m, MoveFrom, Organization(from), second)
		g.add(m, MoveTo, Organization(to), second)
	}
	if i%5 == 4 {
		g.post(person, to)
	}
	if i%10 == 0 {
		g.strategy()
	}
}

func (g *generator) post(holder quad.IRI, at int) {
	p, claim := Post(g.posts), Claim(g.claims-1)
	g.posts++
	g.add(p, Type, PostClass, DataSet)
	g.add(p, PostHolder, holder, claim)
	g.add(p, PostAt, Organization(at), claim)
	g.add(p, Role, g.role(), claim)
	g.add(p, PostStatus, quad.IRI(TG+[]string{"current", "former"}[g.r.IntN(2)]), claim)
}

func (g *generator) strategy() {
	s, claim := Strategy(g.strategies), Claim(g.claims-1)
	g.strategies++
	of := g.someOrganization()
	g.add(s, Type, StrategyClass, DataSet)
	g.add(s, StrategyOf, Organization(of), claim)
	g.add(s, InSector, g.someSector(), claim)
	g.add(s, StrategySummary, quad.LangString{
		Value: quad.String(fmt.Sprintf("Company %d builds line %d in its own house.", of, g.strategies)), Lang: "en",
	}, claim)
}
