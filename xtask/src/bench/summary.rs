//! What many measurements of one thing come to.

/// The ends and the middle of some numbers.
#[derive(Debug, PartialEq)]
pub(super) struct Summary {
    pub(super) min: f64,
    pub(super) median: f64,
    pub(super) max: f64,
}

impl Summary {
    /// None of no numbers.
    pub(super) fn of(mut numbers: Vec<f64>) -> Option<Self> {
        numbers.sort_by(f64::total_cmp);
        let upper = numbers.get(numbers.len() / 2)?;
        let lower = numbers.get(numbers.len().saturating_sub(1) / 2)?;
        Some(Self {
            min: *numbers.first()?,
            median: f64::midpoint(*lower, *upper),
            max: *numbers.last()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        let summary = |numbers: &[f64]| Summary::of(numbers.to_vec());
        let median = |numbers: &[f64]| summary(numbers).unwrap().median;
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(&[4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < f64::EPSILON);
        assert_eq!(summary(&[]), None);
    }
}
