package query

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// resolveWithUnits finds an organization by name, and gives it with all its units, ascending.
func (c *claims) resolveWithUnits(ctx context.Context, name string) ([]graph.ID, error) {
	orgs, err := c.organizations(ctx)
	if err != nil {
		return nil, err
	}
	return orgs.resolve(ctx, name)
}

// belongings gives some organizations, ascending, and all that is of one of them: models, products,
// teams, strategies.
func (c *claims) belongings(ctx context.Context, organizations []graph.ID) ([]graph.ID, error) {
	of, err := c.into(ctx, organizations, c.terms.of)
	if err != nil {
		return nil, err
	}
	return mergeTwo(make([]graph.ID, 0, len(organizations)+len(of)), organizations, of), nil
}

// narrowed gives the things that the options At and OfClass allow, ascending; all is true if they allow
// any.
func (c *claims) narrowed(ctx context.Context) (things []graph.ID, all bool, err error) {
	all = true
	if c.o.has(optAt) {
		organizations, err := c.resolveWithUnits(ctx, c.o.at)
		if err != nil {
			return nil, false, err
		}
		if things, err = c.belongings(ctx, organizations); err != nil {
			return nil, false, err
		}
		all = false
	}
	if c.o.has(optOfClass) {
		members, err := c.ofClass(ctx, c.o.class)
		if err != nil {
			return nil, false, err
		}
		if all {
			things = members
		} else {
			things = intersect(things, members)
		}
		all = false
	}
	return things, all, nil
}

// ofClass gives the members of a class, ascending.
func (c *claims) ofClass(ctx context.Context, class string) ([]graph.ID, error) {
	if strings.TrimSpace(class) == "" {
		return nil, c.o.wrong("OfClass", errors.New("no class given; name one by its IRI or as a compact IRI such as \"tg:Model\""))
	}
	iri, err := c.s.ParseIRI(class)
	if err != nil {
		return nil, c.o.wrong("OfClass", err)
	}
	return c.instances(ctx, iri)
}

// instances gives the nodes of some classes, ascending. Types are the data set's own statements, which
// filters of claims leave alone.
func (c *claims) instances(ctx context.Context, classes ...quad.IRI) ([]graph.ID, error) {
	ids := c.numbers(classes...)
	all := c.asked.claimsAll()
	all.trace = c.trace
	return all.into(ctx, ids, c.terms.typ)
}

// subjects gives the nodes that a counting claim gives one of some predicates, ascending.
func (c *claims) subjects(ctx context.Context, predicates ...graph.ID) ([]graph.ID, error) {
	end := c.trace.begin("find what has "+c.listed(predicates), indexPredicate, len(predicates))
	var found []graph.ID
	for _, p := range predicates {
		err := c.n.Scan(ctx, p, !c.all, func(subjects, _, labels []graph.ID) bool {
			for i, subject := range subjects {
				if c.all || c.keep(labels[i]) {
					found = appendNew(found, subject)
				}
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(found)
	found = slices.Compact(found)
	end(len(found))
	return found, nil
}

// intersect keeps what stands in both of two ascending lists, in the first one's place.
func intersect(a, b []graph.ID) []graph.ID {
	kept, j := a[:0], 0
	for _, id := range a {
		for j < len(b) && b[j] < id {
			j++
		}
		if j == len(b) {
			break
		}
		if b[j] == id {
			kept = append(kept, id)
		}
	}
	return kept
}

// contains tells whether an ascending list holds a node.
func contains(ids []graph.ID, id graph.ID) bool {
	_, found := slices.BinarySearch(ids, id)
	return found
}
