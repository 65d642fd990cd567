package query

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// OrganizationProfile is all that the facts say of an organization and its units, put together. Safe for
// concurrent use.
type OrganizationProfile struct {
	Organization graph.Entity
	Kinds        []quad.IRI     // the camps that sources put it into, such as vocab.OrgKindGiant
	PartOf       []graph.Entity // if it is a unit; by IRI
	Units        []graph.Entity // the units' units included; by IRI, and so are the next five

	Models, Products, Programmes, Clusters []graph.Entity
	Investments                            []graph.Entity // as investor or as investee

	Teams      []Team
	Strategies []Strategy
	Sectors    []Presence
	Leaders    []Leader // of what is the organization's
	Founders   []Founder
	Moves      Net

	about
}

// ProfileOrganization gives the profile of an organization. Nothing being said of it is no error: the
// profile is empty then. A name that cannot be resolved is a [*graph.NameError]. Options: those that every
// question takes; times narrow what has a time.
func ProfileOrganization(ctx context.Context, r graph.Reader, organization string, opts ...Option) (OrganizationProfile, error) {
	return one(ctx, r, "ProfileOrganization", optAlways, opts, func(ctx context.Context, c *claims) (OrganizationProfile, error) {
		return c.organizationProfile(ctx, organization)
	})
}

func (c *claims) organizationProfile(ctx context.Context, name string) (OrganizationProfile, error) {
	id, err := c.resolve(ctx, name, graph.OrganizationKind())
	if err != nil {
		return OrganizationProfile{}, err
	}
	p := OrganizationProfile{
		Organization: c.n.Entity(id),
		PartOf:       c.entitiesOf(id, vocab.ORGUnitOf),
		about:        about{asked: c.asked, node: id},
	}
	for _, kind := range c.entitiesOf(id, vocab.OrgKind) {
		p.Kinds = append(p.Kinds, kind.ID())
	}
	orgs, err := c.organizations(ctx)
	if err != nil {
		return p, err
	}
	organizations, err := orgs.withUnits(ctx, []graph.ID{id})
	if err != nil {
		return p, err
	}
	p.Units = c.entities(slices.DeleteFunc(slices.Clone(organizations), func(unit graph.ID) bool { return unit == id }))
	if err := c.holdings(ctx, &p, organizations); err != nil {
		return p, err
	}
	if p.Strategies, err = c.strategiesOf(ctx, organizations); err != nil {
		return p, err
	}
	presences, err := c.presenceFinder(ctx)
	if err != nil {
		return p, err
	}
	if presences, err = presences.at(ctx, id); err != nil {
		return p, err
	}
	if p.Sectors, err = presences.find(ctx, nil); err != nil {
		return p, err
	}
	if p.Founders, err = c.foundersOf(ctx, organizations); err != nil {
		return p, err
	}
	p.Moves, err = c.netOf(ctx, id)
	return p, err
}

// holdings fills in what is of the organization, sorted by class, and who leads it.
func (c *claims) holdings(ctx context.Context, p *OrganizationProfile, organizations []graph.ID) error {
	things, err := c.belongings(ctx, organizations)
	if err != nil {
		return err
	}
	investments, err := c.into(ctx, organizations, c.terms.investor, c.terms.investee)
	if err != nil {
		return err
	}
	p.Investments = c.entities(slices.DeleteFunc(investments, func(id graph.ID) bool { return !c.inTime(id) }))
	columns, err := c.n.Columns(ctx, quad.Subject)
	if err != nil {
		return err
	}
	var models, products, programmes, clusters []graph.ID
	for i, thing := range things {
		if i%atATime == 0 {
			if err := touchNext(ctx, &columns, things[i:]); err != nil {
				return err
			}
		}
		if !c.inTime(thing) {
			continue
		}
		// Types are the data set's own statements, which filters of claims leave alone.
		facts, from, to := columns.At(thing)
		last := graph.ID(0)
		for i := from; i < to; i++ {
			class := facts.Others[i]
			if facts.Predicates[i] != c.terms.typ || class == last {
				continue
			}
			last = class
			switch class {
			case c.terms.model:
				models = append(models, thing)
			case c.terms.product:
				products = append(products, thing)
			case c.terms.programme:
				programmes = append(programmes, thing)
			case c.terms.cluster:
				clusters = append(clusters, thing)
			case c.terms.group:
				if t, ok := c.team(thing); ok {
					p.Teams = append(p.Teams, t)
				}
			}
		}
	}
	p.Models, p.Products, p.Programmes, p.Clusters = c.entities(models), c.entities(products), c.entities(programmes), c.entities(clusters)
	p.Leaders, err = c.leadersOf(ctx, things, 0)
	return err
}

// isA tells whether a node has a class. Types are the data set's own statements, which filters of claims leave
// alone.
func (a *asked) isA(node, class graph.ID) (found bool) {
	if class != 0 && a.terms.typ != 0 {
		a.n.Row(node, quad.Subject, []graph.ID{a.terms.typ}, func(r graph.Run) { found = contains(r.Others, class) })
	}
	return found
}

// Detach gives the same profile without its snapshot, whose memory can then be freed.
func (p OrganizationProfile) Detach() OrganizationProfile {
	p.Organization, p.PartOf, p.Units = p.Organization.Detach(), detachEach(p.PartOf), detachEach(p.Units)
	p.Models, p.Products = detachEach(p.Models), detachEach(p.Products)
	p.Programmes, p.Clusters, p.Investments = detachEach(p.Programmes), detachEach(p.Clusters), detachEach(p.Investments)
	p.Teams, p.Strategies, p.Sectors = detachEach(p.Teams), detachEach(p.Strategies), detachEach(p.Sectors)
	p.Leaders, p.Founders, p.Moves = detachEach(p.Leaders), detachEach(p.Founders), p.Moves.Detach()
	p.about = p.about.detach()
	return p
}

// String is the profile in English, on several lines.
func (p OrganizationProfile) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", orUnknown(p.Organization))
	writeList(&b, "part of", labels(p.PartOf))
	writeList(&b, "units", labels(p.Units))
	writeList(&b, "models", labels(p.Models))
	writeList(&b, "products", labels(p.Products))
	writeList(&b, "programmes", labels(p.Programmes))
	writeList(&b, "clusters", labels(p.Clusters))
	writeList(&b, "investments", labels(p.Investments))
	writeList(&b, "sectors", labels(sectorsOf(p)))
	writeLines(&b, p.Founders)
	writeLines(&b, p.Leaders)
	writeLines(&b, p.Teams)
	for _, t := range p.Strategies {
		fmt.Fprintf(&b, "  strategy: %s\n", t.Summary())
	}
	fmt.Fprintf(&b, "  moves: %d gained, %d lost\n", p.Moves.Gained, p.Moves.Lost)
	return b.String()
}

// MarshalJSON writes the profile with the evidence of each of its parts; Evidence is that of what is said
// of the organization directly.
func (p OrganizationProfile) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Organization graph.Entity     `json:"organization"`
		Kinds        []quad.IRI       `json:"kinds,omitempty"`
		PartOf       []graph.Entity   `json:"partOf,omitempty"`
		Units        []graph.Entity   `json:"units,omitempty"`
		Models       []graph.Entity   `json:"models,omitempty"`
		Products     []graph.Entity   `json:"products,omitempty"`
		Programmes   []graph.Entity   `json:"programmes,omitempty"`
		Clusters     []graph.Entity   `json:"clusters,omitempty"`
		Investments  []graph.Entity   `json:"investments,omitempty"`
		Teams        []Team           `json:"teams,omitempty"`
		Strategies   []Strategy       `json:"strategies,omitempty"`
		Sectors      []Presence       `json:"sectors,omitempty"`
		Leaders      []Leader         `json:"leaders,omitempty"`
		Founders     []Founder        `json:"founders,omitempty"`
		Moves        Net              `json:"moves"`
		Evidence     []graph.Evidence `json:"evidence,omitempty"`
	}{
		p.Organization, p.Kinds, p.PartOf, p.Units, p.Models, p.Products, p.Programmes, p.Clusters, p.Investments,
		p.Teams, p.Strategies, p.Sectors, p.Leaders, p.Founders, p.Moves, p.Evidence(),
	})
}
