package protocol

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// choose picks the media type that an Accept header likes best, of those offered; the first one offered where it likes
// several alike. No header accepts all.
func choose(accept string, offered []string) (string, error) {
	if strings.TrimSpace(accept) == "" {
		return offered[0], nil
	}
	best, most := "", 0.0
	for _, kind := range offered {
		if q := liking(accept, kind); q > most {
			best, most = kind, q
		}
	}
	if best == "" {
		return "", refuse(http.StatusNotAcceptable, "the answer can be written as %s", strings.Join(offered, ", "))
	}
	return best, nil
}

// liking is how much a header likes a media type: the weight of the range that names it most closely.
func liking(accept, kind string) float64 {
	closest, weight := -1, 0.0
	for _, part := range strings.Split(accept, ",") {
		name, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		close := -1
		group, _, _ := strings.Cut(kind, "/")
		switch name {
		case kind:
			close = 2
		case group + "/*":
			close = 1
		case "*/*":
			close = 0
		}
		if close <= closest {
			continue
		}
		closest, weight = close, 1
		if q, given := parameters["q"]; given {
			if weight, err = strconv.ParseFloat(q, 64); err != nil {
				weight = 0
			}
		}
	}
	return weight
}
