package main

func Example() {
	main()
	// Output:
	// Yang Hongxia: Alibaba → ByteDance (2024) id:talentwar2024 ¶3 [145:189] stated
	// Zhou Chang: Alibaba → ByteDance (2024) id:talentwar2024 ¶5 [78:143] stated
}
