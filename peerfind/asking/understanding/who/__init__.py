"""Who the group is for: ages, whose trouble it is, who cares for whom, with whom a person would be."""
