package store

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails the package if a goroutine is left behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
