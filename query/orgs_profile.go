package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// OrganizationProfile is all that the facts say of an organization and its units, put together. Safe for
// concurrent use.
type OrganizationProfile struct {
	Organization graph.Entity
	Kinds        []quad.IRI // the camps that sources put it into, such as vocab.OrgKindGiant
	PartOf       []Item     // if it is a unit; by IRI
	Units        []Item     // the units' units included, each by its place in the next one; by IRI, and so are the next five

	Models, Products, Programmes, Clusters []Item
	Investments                            []Item // as investor or as investee, with their amounts

	Teams      []Team
	Strategies []Strategy
	Sectors    []Presence
	Leaders    []Leader // of what is the organization's
	Founders   []Founder
	Moves      Net

	grounds
}

// ProfileOrganization gives the profile of an organization. Nothing being said of it is no error: the
// profile is empty then. A name that cannot be resolved is a [*graph.NameError]. Options: those that every
// question takes; times narrow what has a time.
func ProfileOrganization(ctx context.Context, r graph.Reader, organization string, opts ...Option) (OrganizationProfile, error) {
	return ask.One(ctx, r, "ProfileOrganization", ask.OptAlways, opts, func(ctx context.Context, q *ask.Question) (OrganizationProfile, error) {
		return organizationProfile(ctx, q, organization)
	})
}

func organizationProfile(ctx context.Context, q *ask.Question, name string) (OrganizationProfile, error) {
	id, err := q.Resolve(ctx, name, graph.OrganizationKind())
	if err != nil {
		return OrganizationProfile{}, err
	}
	p := OrganizationProfile{
		Organization: q.Numbers.Entity(id),
		grounds:      grounds{state: q.State, node: id},
	}
	for _, kind := range q.EntitiesOf(id, q.Terms.OrgKind) {
		p.Kinds = append(p.Kinds, kind.ID())
	}
	orgs := q.Units()
	organizations, err := orgs.WithUnits(ctx, []graph.ID{id})
	if err != nil {
		return p, err
	}
	if p.PartOf, err = listedOf(ctx, q, []graph.ID{id}, nil, true, q.Terms.UnitOf); err != nil {
		return p, err
	}
	units := slices.DeleteFunc(slices.Clone(organizations), func(unit graph.ID) bool { return unit == id })
	if p.Units, err = listedOf(ctx, q, units, organizations, false, q.Terms.UnitOf); err != nil {
		return p, err
	}
	if err := holdings(ctx, q, &p, organizations); err != nil {
		return p, err
	}
	if p.Strategies, err = strategiesOf(ctx, q, organizations); err != nil {
		return p, err
	}
	presences, err := newPresenceFinder(q).at(ctx, id)
	if err != nil {
		return p, err
	}
	if p.Sectors, err = presences.find(ctx, nil); err != nil {
		return p, err
	}
	if p.Founders, err = foundersOf(ctx, q, organizations); err != nil {
		return p, err
	}
	p.Moves, err = netOf(ctx, q, id)
	return p, err
}

// holdings fills in what is of the organization, sorted by class, and who leads it.
func holdings(ctx context.Context, q *ask.Question, p *OrganizationProfile, organizations []graph.ID) error {
	things, err := q.Belongings(ctx, organizations)
	if err != nil {
		return err
	}
	investments, err := q.Into(ctx, organizations, q.Terms.Investor, q.Terms.Investee)
	if err != nil {
		return err
	}
	investments = slices.DeleteFunc(investments, func(id graph.ID) bool { return !q.InTime(id) })
	if p.Investments, err = listedOf(ctx, q, investments, organizations, false, q.Terms.Investor, q.Terms.Investee); err != nil {
		return err
	}
	for i := range p.Investments {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		p.Investments[i].Figures = investedFigures(q.State, p.Investments[i].Number())
	}
	var models, products, programmes, clusters []listedBy
	err = q.EachNode(ctx, things, func(thing graph.ID, facts ask.Facts) error {
		if !q.InTime(thing) {
			return nil
		}
		add := func(things []listedBy) []listedBy {
			more := appendListed(things, thing, facts, organizations, q.Terms.Of)
			if len(more) == len(things) { // an organization that is a model, too
				more = append(more, listedBy{item: thing})
			}
			return more
		}
		last := graph.ID(0)
		for i, class := range facts.Others {
			if facts.Predicates[i] != q.Terms.Type || class == last {
				continue
			}
			last = class
			switch class {
			case q.Terms.Model:
				models = add(models)
			case q.Terms.Product:
				products = add(products)
			case q.Terms.Programme:
				programmes = add(programmes)
			case q.Terms.Cluster:
				clusters = add(clusters)
			case q.Terms.Group:
				if t, ok := team(q, thing); ok {
					p.Teams = append(p.Teams, t)
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	p.Models, p.Products = listed(q.State, models), listed(q.State, products)
	p.Programmes, p.Clusters = listed(q.State, programmes), listed(q.State, clusters)
	p.Leaders, err = leadersOf(ctx, q, things, 0)
	return err
}

// Detach gives the same profile without its snapshot, whose memory can then be freed.
func (p OrganizationProfile) Detach() OrganizationProfile {
	p.Organization, p.PartOf, p.Units = p.Organization.Detach(), ask.DetachEach(p.PartOf), ask.DetachEach(p.Units)
	p.Models, p.Products = ask.DetachEach(p.Models), ask.DetachEach(p.Products)
	p.Programmes, p.Clusters, p.Investments = ask.DetachEach(p.Programmes), ask.DetachEach(p.Clusters), ask.DetachEach(p.Investments)
	p.Teams, p.Strategies, p.Sectors = ask.DetachEach(p.Teams), ask.DetachEach(p.Strategies), ask.DetachEach(p.Sectors)
	p.Leaders, p.Founders, p.Moves = detachLeaders(p.Leaders), ask.DetachEach(p.Founders), p.Moves.Detach()
	p.grounds = p.grounds.detach()
	return p
}

// String is the profile in English, on several lines.
func (p OrganizationProfile) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", ask.OrUnknown(p.Organization))
	writeList(&b, "part of", ask.Labels(itemEntities(p.PartOf)))
	writeList(&b, "units", ask.Labels(itemEntities(p.Units)))
	writeList(&b, "models", ask.Labels(itemEntities(p.Models)))
	writeList(&b, "products", ask.Labels(itemEntities(p.Products)))
	writeList(&b, "programmes", ask.Labels(itemEntities(p.Programmes)))
	writeList(&b, "clusters", ask.Labels(itemEntities(p.Clusters)))
	writeList(&b, "investments", investmentTexts(p.Investments))
	writeList(&b, "sectors", ask.Labels(sectorsOf(p)))
	writeLines(&b, p.Founders)
	writeLines(&b, p.Leaders)
	writeLines(&b, p.Teams)
	for _, t := range p.Strategies {
		fmt.Fprintf(&b, "  strategy: %s\n", t.Summary())
	}
	fmt.Fprintf(&b, "  moves: %d gained, %d lost\n", p.Moves.Gained, p.Moves.Lost)
	return b.String()
}

// investmentTexts are the names of investments with their figures.
func investmentTexts(items []Item) []string {
	texts := ask.Labels(itemEntities(items))
	for i, x := range items {
		for k, f := range x.Figures {
			texts[i] += map[bool]string{true: " (", false: "; "}[k == 0] + f.String()
		}
		if len(x.Figures) > 0 {
			texts[i] += ")"
		}
	}
	return texts
}

// MarshalJSON writes the profile with the evidence of each of its parts; Evidence is that of what is said
// of the organization directly. The kinds, organizations and fields of a thing led stand with its first leader.
func (p OrganizationProfile) MarshalJSON() ([]byte, error) { return rowJSON(p) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (p *OrganizationProfile) UnmarshalJSON(text []byte) error { return readRow(text, p) }

func (p *OrganizationProfile) describe(f *jsontext.Fields) {
	defer shareEvidence(f)()
	entity(f, "organization", &p.Organization)
	jsontext.List(f, "kinds", &p.Kinds)
	items(f, "partOf", &p.PartOf)
	items(f, "units", &p.Units)
	items(f, "models", &p.Models)
	items(f, "products", &p.Products)
	items(f, "programmes", &p.Programmes)
	items(f, "clusters", &p.Clusters)
	items(f, "investments", &p.Investments)
	jsontext.Each(f, "teams", &p.Teams, (*Team).describe)
	jsontext.Each(f, "strategies", &p.Strategies, (*Strategy).describe)
	jsontext.Each(f, "sectors", &p.Sectors, (*Presence).describe)
	describeLeaders(f, "leaders", &p.Leaders)
	jsontext.Each(f, "founders", &p.Founders, (*Founder).describe)
	jsontext.Part(f, "moves", &p.Moves, (*Net).describe)
	p.grounds.describe(f)
}
