package graph

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/shared"
	"talentgraph.example/graph/internal/store"
)

// sharedParameters are those of a source that is an engine's, with what each can be.
const sharedParameters = "graph (a name), keep and turn (durations), mode (follow)"

// parseShared takes the parameters that are the graph's out of a source. What is left is the engine's.
func (o *openOptions) parseShared(source string) (address string, err error) {
	o.engine = engine.Options{ReadOnly: o.readOnly, Keep: time.Hour, Turn: 30 * time.Second}
	address, query, _ := strings.Cut(source, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return "", errors.New("its parameters cannot be read; write special characters as %26 and so on") // the error has a part of them
	}
	for _, name := range []string{"graph", "keep", "turn", "mode"} {
		given := values[name]
		values.Del(name)
		if len(given) == 0 {
			continue
		}
		value := given[len(given)-1]
		switch name {
		case "graph":
			o.engine.Graph = value
		case "keep":
			o.engine.Keep, err = time.ParseDuration(value)
		case "turn":
			o.engine.Turn, err = time.ParseDuration(value)
		}
		if err != nil || o.engine.Keep < 0 || o.engine.Turn < time.Millisecond || name == "mode" && value != "follow" {
			return "", fmt.Errorf("%s=%.40s cannot be; there are %s, beside those of the server's driver", name, value, sharedParameters)
		}
	}
	if len(values) > 0 {
		address += "?" + values.Encode()
	}
	return address, nil
}

// shown is an address without what may be secret.
func shown(source string) string {
	address, query, _ := strings.Cut(source, "?")
	scheme, rest, ok := strings.Cut(address, "://")
	if scheme, _, has := strings.Cut(address, ":"); has && !ok {
		return scheme + ":…" // it may be an address, mistyped
	}
	if at := strings.LastIndex(rest, "@"); ok && at >= 0 {
		user, _, secret := strings.Cut(rest[:at], ":")
		if rest = rest[at:]; secret {
			rest = ":xxxxx" + rest
		}
		address = scheme + "://" + user + rest
	}
	for i, parameter := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(parameter, "=")
		if strings.Contains(strings.ToLower(name), "pass") {
			parameter = name + "=xxxxx"
		}
		if query != "" {
			address += []string{"?", "&"}[min(i, 1)] + parameter
		}
	}
	return address
}

// openShared opens or makes a graph that others use as well.
func openShared(ctx context.Context, source string, o openOptions) (*Graph, error) {
	address, err := o.parseShared(source)
	if err != nil {
		return nil, err
	}
	e, err := engine.Open(ctx, address, o.engine)
	if err != nil {
		return nil, err
	}
	f, err := shared.Start(ctx, e, o.at)
	if err != nil {
		return nil, err
	}
	g := newGraph(f.Store, o.labels)
	g.shared, g.id, g.readOnly = f, f.Graph, o.readOnly
	sweep := min(max(o.engine.Keep/2, 50*time.Millisecond), 10*time.Second)
	if o.readOnly {
		sweep = 0
	}
	f.Follow(g.showFollowed, sweep)
	return g, nil
}

// showFollowed commits what others have changed, and shows it.
func (g *Graph) showFollowed(tx *store.Tx, anew bool, published func()) error {
	pending := &pendingNames{bulk: anew}
	changed := 0
	for _, c := range tx.Applied() {
		changed += c.Len()
	}
	if pending.bulk = anew || changed > learnAtMost*8; !pending.bulk {
		pending = g.appliedNames(tx)
	}
	return translate(tx.CommitThen(func(now *store.Snapshot) {
		g.showAlone(now, pending)
		published()
	}))
}
