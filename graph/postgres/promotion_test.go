package postgres_test

import (
	"testing"

	"talentgraph.example/internal/servers"
)

func TestPromotion(t *testing.T) { servers.Promotion(t) }
