"""What people say: leases, annotations, votes."""
