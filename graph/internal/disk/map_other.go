//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package disk

import "os"

func mapFile(*os.File, int64) ([]byte, func() error, error) { return nil, nil, ErrNoMap }
