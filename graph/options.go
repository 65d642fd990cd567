package graph

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/file"
)

// Version numbers a change of a graph, from 1 on, without gaps; 0 is the empty graph. Versions compare within one
// graph only, which keeps them when it is closed and opened again, and in its backups.
type Version = uint64

// OpenOption is an option of [Open] that holds for every source.
type OpenOption func(*openOptions)

type openOptions struct {
	readOnly bool
	at       *Version
	labels   labelPredicates

	// of a shared graph:
	engine engine.Options
	cache  string // a path, or nothing

	// of file:
	sync      file.Sync
	mapped    bool
	unchecked bool
	follow    time.Duration
}

// ReadOnly opens a graph that others may be writing. It takes no lock and changes nothing; an Update is ErrReadOnly.
// New changes of the writer are seen by [Graph.Sync] and [Graph.Changes], or by themselves with the parameter follow.
func ReadOnly() OpenOption { return func(o *openOptions) { o.readOnly = true } }

// At opens the state of a version that is still kept, read-only, and stays there. An older one is ErrSnapshotGone.
func At(v Version) OpenOption { return func(o *openOptions) { o.readOnly, o.at = true, &v } }

// A change of more quads than leastGeneration and than an eighth of the base, or of more bytes than mostRecord,
// is kept by writing the file anew.
const (
	leastGeneration = 1 << 14
	mostRecord      = 256 << 20
)

// fileParameters are the parameters of a file: source, with what each can be.
const fileParameters = "sync (always, group or never), read (memory or map), verify (open or check), follow (a duration)"

// parseFile takes what follows "file:" apart. The path is literal up to the first question mark, but for %3F and %25.
func (o *openOptions) parseFile(rest string) (path string, err error) {
	path, query, _ := strings.Cut(rest, "?")
	path = strings.NewReplacer("%3F", "?", "%3f", "?", "%25", "%").Replace(path)
	if path == "" {
		return "", fmt.Errorf("it names no file; write \"file:PATH\"")
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return "", err
	}
	var verify string
	for name, given := range values {
		value := given[len(given)-1]
		allowed := map[string][]string{"sync": {"always", "group", "never"}, "read": {"memory", "map"}, "verify": {"open", "check"}}[name]
		i := slices.Index(allowed, value)
		switch {
		case name == "follow":
			if o.follow, err = time.ParseDuration(value); err != nil || o.follow <= 0 {
				return "", fmt.Errorf("follow=%s is no duration such as 1s", value)
			}
		case i < 0:
			return "", fmt.Errorf("it has no parameter %s=%s; there are %s", name, value, fileParameters)
		case name == "sync":
			o.sync = []file.Sync{file.Always, file.Group, file.Never}[i]
		case name == "read":
			o.mapped = value == "map"
		case name == "verify":
			verify = value
		}
	}
	if o.unchecked = verify == "check"; o.unchecked && !o.mapped {
		return "", fmt.Errorf("verify=check needs read=map: what is read into memory is always verified")
	}
	if o.follow > 0 && (!o.readOnly || o.at != nil) {
		return "", fmt.Errorf("follow is for graphs opened with graph.ReadOnly(), without graph.At")
	}
	return path, nil
}
