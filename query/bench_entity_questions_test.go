package query_test

import (
	"context"
	"iter"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// Whom the questions ask about: an organization and a person that much is said of.
const (
	askedOrganization = vocab.ID + "organization/5"
	otherOrganization = vocab.ID + "organization/3"
	askedPerson       = vocab.ID + "person/7"
)

// at finds an entity by its IRI, which is where the questions begin, too.
func (y *yardstick) at(entity string) byhand.ID { return y.hand.ID(quad.IRI(entity)) }

func leftByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Move, error] { return query.Left(context.Background(), y.g, askedOrganization) }, moveText,
		func() []byhand.Move { return y.hand.Left(y.at(askedOrganization)) }, y.moveText)
}

func joinedByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Move, error] { return query.Joined(context.Background(), y.g, askedOrganization) }, moveText,
		func() []byhand.Move { return y.hand.Joined(y.at(askedOrganization)) }, y.moveText)
}

func netAtByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return listByHand(b, func() ([]query.Net, error) {
		return query.NetFlow(context.Background(), y.g, query.At(askedOrganization))
	}, netText, func() []byhand.Net { return []byhand.Net{y.hand.Net(y.at(askedOrganization))} }, y.netText)
}

func rosterByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Member, error] {
		return query.Roster(context.Background(), y.g, askedOrganization)
	}, memberText,
		func() []byhand.Member { return y.hand.Roster(y.at(askedOrganization)) }, y.memberText)
}

func personByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	ask := func() (query.PersonProfile, error) {
		return query.ProfilePerson(context.Background(), y.g, askedPerson)
	}
	p, err := ask()
	if err != nil || len(p.Fields) == 0 || len(p.Career) == 0 || len(p.Leads) == 0 || len(p.Figures) > 0 { // the loop reads no figures
		b.Fatalf("not the profile that is meant: %v, %v", p, err)
	}
	return oneByHand(b, ask, personLines, func() byhand.PersonProfile { return y.hand.Person(y.at(askedPerson)) }, y.personLines)
}

func organizationByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	ask := func() (query.OrganizationProfile, error) {
		return query.ProfileOrganization(context.Background(), y.g, askedOrganization)
	}
	p, err := ask()
	if err != nil || len(p.Teams) == 0 || len(p.Strategies) == 0 || len(p.Units)+len(p.PartOf) > 0 { // the loop knows no units
		b.Fatalf("not the profile that is meant: %v, %v", p, err)
	}
	return oneByHand(b, ask, organizationLines, func() byhand.OrganizationProfile { return y.hand.Organization(y.at(askedOrganization)) }, y.organizationLines)
}

func compareByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return oneByHand(b, func() (query.Compared, error) {
		return query.Compare(context.Background(), y.g, askedOrganization, otherOrganization)
	}, comparedLines, func() byhand.Compared { return y.hand.Compare(y.at(askedOrganization), y.at(otherOrganization)) }, y.comparedLines)
}

func leadersAtByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Leader, error] {
		return query.Leaders(context.Background(), y.g, query.At(askedOrganization))
	}, leaderText, func() []byhand.Leader { return y.hand.Leaders(y.at(askedOrganization)) }, y.leaderText)
}

func leadersPersonByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Leader, error] {
		return query.Leaders(context.Background(), y.g, query.Person(askedPerson))
	}, leaderText, func() []byhand.Leader { return y.hand.LedBy(y.at(askedPerson)) }, y.leaderText)
}

func foundersAtByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Founder, error] {
		return query.Founders(context.Background(), y.g, query.At(askedOrganization))
	}, founderText, func() []byhand.Founder { return y.hand.FoundersOf(y.at(askedOrganization)) }, y.founderText)
}

func foundersPersonByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	person := firstPerson(b, y, y.hand.FoundedBy)
	return streamByHand(b, func() iter.Seq2[query.Founder, error] {
		return query.Founders(context.Background(), y.g, query.Person(person))
	}, founderText, func() []byhand.Founder { return y.hand.FoundedBy(y.at(person)) }, y.founderText)
}

func teamsAtByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Team, error] {
		return query.Teams(context.Background(), y.g, query.At(askedOrganization))
	}, teamText, func() []byhand.Team { return y.hand.TeamsAt(y.at(askedOrganization)) }, y.teamText)
}

func teamsPersonByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	person := firstPerson(b, y, y.hand.TeamsUnder)
	return streamByHand(b, func() iter.Seq2[query.Team, error] {
		return query.Teams(context.Background(), y.g, query.Person(person))
	}, teamText, func() []byhand.Team { return y.hand.TeamsUnder(y.at(person)) }, y.teamText)
}

func strategiesOfByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Strategy, error] {
		return query.StrategiesOf(context.Background(), y.g, askedOrganization)
	}, strategyText, func() []byhand.Strategy { return y.hand.StrategiesOf(y.at(askedOrganization)) }, y.strategyText)
}

func presencesAtByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return streamByHand(b, func() iter.Seq2[query.Presence, error] {
		return query.Presences(context.Background(), y.g, query.At(askedOrganization))
	}, presenceText, func() []byhand.Presence { return y.hand.PresencesAt(y.at(askedOrganization)) }, y.presenceText)
}

func rivalsByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return listByHand(b, func() ([]query.Rival, error) { return query.Rivals(context.Background(), y.g, askedOrganization) }, rivalText,
		func() []byhand.Rival { return y.hand.Rivals(y.at(askedOrganization)) }, y.rivalText)
}

// upstreamByHand asks about the organization that the fewest moves lead to.
func upstreamByHand(moves int) func(b *testing.B, y *yardstick) (ours, theirs func()) {
	return func(b *testing.B, y *yardstick) (ours, theirs func()) {
		organization := string(talentgen.Organization(talentgen.Organizations(y.n) - 1))
		return listByHand(b, func() ([]graph.Entity, error) {
			return query.Upstream(context.Background(), y.g, organization, moves)
		}, nodeLine, func() []byhand.ID { return y.hand.Upstream(y.at(organization), moves) }, y.text)
	}
}

// neighbourhoodByHand goes two hops from a person: to its moves, posts and what it leads, and to their
// organizations.
func neighbourhoodByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	var barred []byhand.ID
	for _, p := range []quad.IRI{
		vocab.RDFType, vocab.SKOSPrefLabel, vocab.SKOSBroader, vocab.Sector, vocab.Field, vocab.OrgKind, vocab.MoveKind, vocab.Status,
		vocab.PROVHadPrimarySource, vocab.Certainty, vocab.Contradicts,
	} {
		barred = append(barred, y.hand.ID(p))
	}
	return streamByHand(b, func() iter.Seq2[query.Neighbour, error] {
		return query.Neighbourhood(context.Background(), y.g, askedPerson, 2)
	}, neighbourText, func() []byhand.Near { return y.hand.Around(y.at(askedPerson), 2, barred) }, y.nearText)
}

func whyByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	move := string(talentgen.Move(9))
	without := []byhand.ID{y.hand.ID(vocab.RDFType), y.hand.ID(vocab.SKOSPrefLabel)}
	return listByHand(b, func() ([]query.Fact, error) { return query.Why(context.Background(), y.g, move, "", "") }, factText,
		func() []byhand.Hop { return y.hand.FactsOf(y.at(move), without) }, y.factText)
}
