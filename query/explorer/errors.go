package explorer

import "errors"

// errNoPage: an address that leads nowhere.
var errNoPage = errors.New("there is no such page")

// errBad: a request that cannot be. The message is for whoever made it.
type errBad struct {
	status  int
	message string
}

func (e errBad) Error() string { return e.message }
