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
	"talentgraph.example/graph/vocab"
)

// DataSet is the label of names, types and claims.
const DataSet quad.IRI = vocab.ID + "synthetic"

func entity(kind string, i int) quad.IRI { return quad.IRI(vocab.ID + kind + "/" + strconv.Itoa(i)) }

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
	g.add(s, vocab.RDFType, class, DataSet)
	g.add(s, vocab.SKOSPrefLabel, quad.LangString{Value: quad.String(english), Lang: "en"}, DataSet)
	g.add(s, vocab.SKOSPrefLabel, quad.LangString{Value: quad.String(chinese), Lang: "zh-Hant"}, DataSet)
}

func (g *generator) sector(i int) {
	g.names(Sector(i), vocab.SKOSConcept, fmt.Sprintf("Sector %d", i), fmt.Sprintf("第%d產業", i))
	if i > 0 {
		g.add(Sector(i), vocab.SKOSBroader, Sector((i-1)/4), DataSet)
	}
}

func (g *generator) organization(i int) {
	g.names(Organization(i), vocab.ORGOrganization, fmt.Sprintf("Company %d", i), fmt.Sprintf("第%d公司", i))
	g.add(Organization(i), vocab.Sector, g.someSector(), DataSet)
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
	g.add(c, vocab.Certainty, []quad.IRI{vocab.CertaintyStated, vocab.CertaintyInferred, vocab.CertaintySpeculative}[g.r.IntN(3)], DataSet)
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
	g.add(c, vocab.RDFType, vocab.ClassClaim, DataSet)
	g.add(c, vocab.PROVHadPrimarySource, Source(g.sources-1), DataSet)
	g.add(c, vocab.Paragraph, quad.Int(1+g.r.IntN(60)), DataSet)
	g.add(c, vocab.Start, quad.Int(start), DataSet)
	g.add(c, vocab.End, quad.Int(start+10+g.r.IntN(90)), DataSet)
	return c
}

// roles are few, as they are in the news.
var roles = [...]string{"engineer", "researcher", "product manager", "vice president", "director", "chief scientist"}

func (g *generator) role() quad.Value { return quad.String(roles[g.r.IntN(len(roles))]) }

// move makes a move, and now and then a person, a claim, a post or a strategy before it.
func (g *generator) move(i int) {
	if i%5 < 2 {
		g.names(Person(g.people), vocab.ClassPerson, fmt.Sprintf("Person %d", g.people), fmt.Sprintf("第%d人", g.people))
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
	g.add(m, vocab.RDFType, vocab.ClassMove, DataSet)
	g.add(m, vocab.Person, person, claim)
	g.add(m, vocab.From, Organization(from), claim)
	g.add(m, vocab.To, Organization(to), claim)
	g.add(m, vocab.Year, quad.Int(firstYear+g.r.IntN(lastYear-firstYear+1)), claim)
	g.add(m, vocab.Role, g.role(), claim)
	if i%10 == 9 { // a second claim says the same
		second := g.claim()
		g.add(m, vocab.Person, person, second)
		g.add(m, vocab.From, Organization(from), second)
		g.add(m, vocab.To, Organization(to), second)
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
	g.add(p, vocab.RDFType, vocab.ClassPost, DataSet)
	g.add(p, vocab.Holder, holder, claim)
	g.add(p, vocab.At, Organization(at), claim)
	g.add(p, vocab.Role, g.role(), claim)
	g.add(p, vocab.Status, []quad.IRI{vocab.StatusCurrent, vocab.StatusFormer}[g.r.IntN(2)], claim)
}

func (g *generator) strategy() {
	s, claim := Strategy(g.strategies), Claim(g.claims-1)
	g.strategies++
	of := g.someOrganization()
	g.add(s, vocab.RDFType, vocab.ClassStrategy, DataSet)
	g.add(s, vocab.Of, Organization(of), claim)
	g.add(s, vocab.Sector, g.someSector(), claim)
	g.add(s, vocab.Summary, quad.LangString{
		Value: quad.String(fmt.Sprintf("Company %d builds line %d in its own house.", of, g.strategies)), Lang: "en",
	}, claim)
}
