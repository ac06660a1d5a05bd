"""What every suite is made of: contestants, rounds of load, figures and reports."""
