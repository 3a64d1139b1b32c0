"""What stands between the network and the routes: hosts, origins, sizes, headers, and how errors are told."""
