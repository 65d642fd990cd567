package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// command is one question.
type command struct {
	name, about string
	args        []string // their names
	least       int      // how many must be given
	ask         func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) (answer, error)
}

func (c command) usage() string {
	parts := []string{c.name}
	for i, arg := range c.args {
		if i >= c.least {
			arg = "[" + arg + "]"
		}
		parts = append(parts, arg)
	}
	return strings.Join(parts, " ")
}

// answer is the rows of a question, and how to print them. Without a heading each row is a text of its own.
type answer struct {
	heading  []string
	none     string // what to say if there are no rows
	rows     []any
	cells    func(p printer, row any) []string
	grounded bool
}

// form is how rows of one type are printed.
type form[T any] struct {
	heading []string
	cells   func(p printer, row T) []string
}

type arguments struct {
	reader graph.Reader
	args   []string
	opts   []query.Option
}

// ask makes a command of a question that gives rows one by one.
func (f form[T]) ask(name, about, args string, least int, question func(ctx context.Context, a arguments) iter.Seq2[T, error]) command {
	return command{name, about, strings.Fields(args), least,
		func(ctx context.Context, r graph.Reader, given []string, opts []query.Option) (answer, error) {
			_, isGrounded := any(*new(T)).(grounded)
			a := answer{heading: f.heading, none: "The facts do not say.", rows: []any{}, grounded: isGrounded, cells: func(p printer, row any) []string {
				return f.cells(p, row.(T))
			}}
			for row, err := range question(ctx, arguments{r, given, opts}) {
				if err != nil {
					return answer{}, err
				}
				a.rows = append(a.rows, row)
			}
			return a, nil
		}}
}

// list makes a command of a question that gives all rows at once.
func (f form[T]) list(name, about, args string, least int, question func(ctx context.Context, a arguments) ([]T, error)) command {
	return f.ask(name, about, args, least, func(ctx context.Context, a arguments) iter.Seq2[T, error] {
		return func(yield func(T, error) bool) {
			rows, err := question(ctx, a)
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			if err != nil {
				yield(*new(T), err)
			}
		}
	})
}

// one makes a command of a question that gives one row.
func (f form[T]) one(name, about, args string, least int, question func(ctx context.Context, a arguments) (T, error)) command {
	return f.list(name, about, args, least, func(ctx context.Context, a arguments) ([]T, error) {
		row, err := question(ctx, a)
		if err != nil {
			return nil, err
		}
		return []T{row}, nil
	})
}

// paths makes a question about ways say so if there is none of as few hops as are allowed.
func paths(c command) command {
	ask := c.ask
	c.ask = func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) (answer, error) {
		a, err := ask(ctx, r, args, opts)
		if errors.Is(err, query.ErrNoPath) {
			a, err = answer{rows: []any{}}, nil
		}
		a.none = "No way of so few hops; -hops allows longer ones (8 without it)."
		return a, err
	}
	return c
}

func commands() []command {
	return append(append(append(peopleCommands(), organizationCommands()...), flowCommands()...), otherCommands()...)
}

func peopleCommands() []command {
	return []command{
		moveForm().list("who-left", "who left one organization for another", "from to", 1, func(ctx context.Context, a arguments) ([]query.Move, error) {
			return query.WhoLeft(ctx, a.reader, a.args[0], a.args[1], a.opts...)
		}),
		moveForm().ask("moves", "all moves", "", 0, func(ctx context.Context, a arguments) iter.Seq2[query.Move, error] {
			return query.Moves(ctx, a.reader, a.opts...)
		}),
		stageForm().list("career", "a person's moves, posts and foundings", "person", 1, func(ctx context.Context, a arguments) ([]query.Stage, error) {
			return query.Career(ctx, a.reader, a.args[0], a.opts...)
		}),
		text(printer.person).one("person", "all that is said of a person", "person", 1, func(ctx context.Context, a arguments) (query.PersonProfile, error) {
			return query.ProfilePerson(ctx, a.reader, a.args[0], a.opts...)
		}),
		leaderForm().ask("leaders", "who leads which model, unit or programme", "", 0, func(ctx context.Context, a arguments) iter.Seq2[query.Leader, error] {
			return query.Leaders(ctx, a.reader, a.opts...)
		}),
		teamForm().ask("teams", "teams, and those that went along with a move", "", 0, func(ctx context.Context, a arguments) iter.Seq2[query.Team, error] {
			return query.Teams(ctx, a.reader, a.opts...)
		}),
		founderForm().ask("founders", "who founded what", "", 0, func(ctx context.Context, a arguments) iter.Seq2[query.Founder, error] {
			return query.Founders(ctx, a.reader, a.opts...)
		}),
		startUpForm().list("start-ups", "young companies and their founders", "", 0, func(ctx context.Context, a arguments) ([]query.StartUp, error) {
			return query.StartUps(ctx, a.reader, a.opts...)
		}),
	}
}

func organizationCommands() []command {
	return []command{
		moveForm().ask("joined", "who joined an organization", "organization", 1, func(ctx context.Context, a arguments) iter.Seq2[query.Move, error] {
			return query.Joined(ctx, a.reader, a.args[0], a.opts...)
		}),
		moveForm().ask("left", "who left an organization", "organization", 1, func(ctx context.Context, a arguments) iter.Seq2[query.Move, error] {
			return query.Left(ctx, a.reader, a.args[0], a.opts...)
		}),
		memberForm().ask("roster", "who is at an organization, as far as the facts say", "organization", 1, func(ctx context.Context, a arguments) iter.Seq2[query.Member, error] {
			return query.Roster(ctx, a.reader, a.args[0], a.opts...)
		}),
		text(printer.organization).one("organization", "all that is said of an organization", "organization", 1, func(ctx context.Context, a arguments) (query.OrganizationProfile, error) {
			return query.ProfileOrganization(ctx, a.reader, a.args[0], a.opts...)
		}),
		rivalForm().list("rivals", "who recruits from an organization or shares its sectors", "organization", 1, func(ctx context.Context, a arguments) ([]query.Rival, error) {
			return query.Rivals(ctx, a.reader, a.args[0], a.opts...)
		}),
		text(printer.compared).one("compare", "two organizations side by side", "organization organization", 2, func(ctx context.Context, a arguments) (query.Compared, error) {
			return query.Compare(ctx, a.reader, a.args[0], a.args[1], a.opts...)
		}),
		strategyForm().ask("strategies", "the strategies of an organization, or all", "organization", 0, func(ctx context.Context, a arguments) iter.Seq2[query.Strategy, error] {
			if a.args[0] == "" {
				return query.Strategies(ctx, a.reader, a.opts...)
			}
			return query.StrategiesOf(ctx, a.reader, a.args[0], a.opts...)
		}),
		strategyForm().list("strategies-in", "the strategies in a sector", "sector", 1, func(ctx context.Context, a arguments) ([]query.Strategy, error) {
			return query.StrategiesBySector(ctx, a.reader, a.args[0], a.opts...)
		}),
		membersForm().list("sectors", "sectors, and who is in them", "", 0, func(ctx context.Context, a arguments) ([]query.SectorMembers, error) {
			return query.Sectors(ctx, a.reader, a.opts...)
		}),
		presenceForm().ask("presences", "which organization is in which sector, and through what", "", 0, func(ctx context.Context, a arguments) iter.Seq2[query.Presence, error] {
			return query.Presences(ctx, a.reader, a.opts...)
		}),
		matrixForm().one("matrix", "organizations by sectors", "", 0, func(ctx context.Context, a arguments) (query.SectorMatrix, error) {
			return query.Matrix(ctx, a.reader, a.opts...)
		}),
	}
}

func flowCommands() []command {
	return []command{
		flowForm().list("flows", "how many went from where to where", "", 0, func(ctx context.Context, a arguments) ([]query.Flow, error) {
			return query.Flows(ctx, a.reader, a.opts...)
		}),
		yearFlowForm().list("flows-by-year", "the same, for each year", "", 0, func(ctx context.Context, a arguments) ([]query.YearFlow, error) {
			return query.FlowsByYear(ctx, a.reader, a.opts...)
		}),
		sectorFlowForm().list("flows-by-sector", "the same, for each sector", "", 0, func(ctx context.Context, a arguments) ([]query.SectorFlow, error) {
			return query.FlowsBySector(ctx, a.reader, a.opts...)
		}),
		netForm().list("net", "what organizations gained and lost", "", 0, func(ctx context.Context, a arguments) ([]query.Net, error) {
			return query.NetFlow(ctx, a.reader, a.opts...)
		}),
		netForm().list("brokers", "organizations that both gain and lose", "", 0, func(ctx context.Context, a arguments) ([]query.Net, error) {
			return query.Brokers(ctx, a.reader, a.opts...)
		}),
		chain("downstream", "where people from an organization get to in so many moves", query.Downstream),
		chain("upstream", "where people come from in so many moves", query.Upstream),
	}
}

func chain(name, about string, question func(context.Context, graph.Reader, string, int, ...query.Option) ([]graph.Entity, error)) command {
	return entityForm().list(name, about, "organization moves", 2, func(ctx context.Context, a arguments) ([]graph.Entity, error) {
		n, err := strconv.Atoi(a.args[1])
		if err != nil {
			return nil, fmt.Errorf("%s: %q is no number of moves", name, a.args[1])
		}
		return question(ctx, a.reader, a.args[0], n, a.opts...)
	})
}

func otherCommands() []command {
	return []command{
		text(printer.fact).list("why", "facts of a thing, and the claims behind them", "subject predicate object", 1, func(ctx context.Context, a arguments) ([]query.Fact, error) {
			return query.Why(ctx, a.reader, a.args[0], a.args[1], a.args[2], a.opts...)
		}),
		text(printer.claim).ask("claims", "the claims of a source", "source", 1, func(ctx context.Context, a arguments) iter.Seq2[query.Claimed, error] {
			return query.Claims(ctx, a.reader, a.args[0], a.opts...)
		}),
		text(printer.dispute).list("disputed", "claims that contradict each other or the public record", "", 0, func(ctx context.Context, a arguments) ([]query.Dispute, error) {
			return query.Disputed(ctx, a.reader, a.opts...)
		}),
		paths(text(printer.path).one("path", "how two things are connected", "from to", 2, func(ctx context.Context, a arguments) (query.Path, error) {
			return query.ShortestPath(ctx, a.reader, a.args[0], a.args[1], a.opts...)
		})),
		paths(text(printer.path).ask("paths", "all ways, the shortest first; see -top and -hops", "from to", 2, func(ctx context.Context, a arguments) iter.Seq2[query.Path, error] {
			return query.Paths(ctx, a.reader, a.args[0], a.args[1], a.opts...)
		})),
		text(printer.neighbour).ask("near", "what is within so many hops", "thing hops", 1, func(ctx context.Context, a arguments) iter.Seq2[query.Neighbour, error] {
			hops, err := strconv.Atoi(a.args[1])
			if a.args[1] == "" {
				hops, err = 1, nil
			}
			if err != nil {
				return func(yield func(query.Neighbour, error) bool) {
					yield(query.Neighbour{}, fmt.Errorf("near: %q is no number of hops", a.args[1]))
				}
			}
			return query.Neighbourhood(ctx, a.reader, a.args[0], hops, a.opts...)
		}),
		hitForm().ask("search", "things by any name, pinyin or a typing error", "text", 1, func(ctx context.Context, a arguments) iter.Seq2[query.Hit, error] {
			return query.Search(ctx, a.reader, a.args[0], a.opts...)
		}),
	}
}
