"""The loop: `cycle` tells it on one page, the stages hold what each part of it knows."""
