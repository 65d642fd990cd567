package loader

//go:generate go run ./internal/talentwar/gen talentwar2024.nq
