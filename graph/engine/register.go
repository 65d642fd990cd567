package engine

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Opener opens the graph at an address, or makes it. The parameters that package graph knows are no longer in the
// address; the password is, and must be in no error.
type Opener func(ctx context.Context, address string, o Options) (Engine, error)

// registry has the engines that are linked into the program.
var registry = struct {
	sync.RWMutex
	openers map[string]Opener
}{openers: map[string]Opener{}}

// Register says which engine a scheme stands for. Packages of engines call it once, when they are imported; of two
// with the same scheme the later one stays.
func Register(scheme string, open Opener) {
	registry.Lock()
	defer registry.Unlock()
	registry.openers[scheme] = open
}

// Schemes gives the schemes that have an engine, in order.
func Schemes() []string {
	registry.RLock()
	defer registry.RUnlock()
	return slices.Sorted(maps.Keys(registry.openers))
}

// Open opens an engine by the scheme of its address.
func Open(ctx context.Context, address string, o Options) (Engine, error) {
	if err := checkName(o.Graph); err != nil {
		return nil, err
	}
	scheme, _, _ := strings.Cut(address, ":")
	registry.RLock()
	open := registry.openers[scheme]
	registry.RUnlock()
	if open == nil {
		return nil, fmt.Errorf("no engine for %q is linked into this program", scheme)
	}
	return open(ctx, address, o)
}

func checkName(name string) error {
	const letters, most = "abcdefghijklmnopqrstuvwxyz0123456789_", 40
	if len(name) > most || strings.Trim(name, letters) != "" {
		return fmt.Errorf("%.60q is no name of a graph: it has up to %d small letters, digits and _", name, most)
	}
	return nil
}
