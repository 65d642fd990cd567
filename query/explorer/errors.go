package explorer

import (
	"errors"
	"strconv"
)

// errNoPage: an address that leads nowhere.
var errNoPage = errors.New("there is no such page")

// errBad: a request that cannot be. The message is for whoever made it.
type errBad struct {
	status  int
	message string
}

func (e errBad) Error() string { return e.message }

// sizeOf is a number of bytes as people say it.
func sizeOf(n int64) string {
	switch {
	case n >= 1<<20:
		return strconv.FormatInt(n>>20, 10) + " MB"
	case n >= 1<<10:
		return strconv.FormatInt(n>>10, 10) + " KB"
	}
	return strconv.FormatInt(n, 10) + " B"
}
