//! Which faults are on: those switched on until further notice, and those for the next few calls.

use crate::fault::{Endpoint, Fault};

#[derive(Debug, Default)]
pub(crate) struct FaultBoard {
    lasting: Vec<Fault>,
    /// A fault and for how many more calls it is on; never zero.
    passing: Vec<(Fault, u32)>,
}

impl FaultBoard {
    pub(crate) fn new(lasting: Vec<Fault>) -> Self {
        Self { lasting, passing: Vec::new() }
    }

    /// Replaces all faults, passing ones included.
    pub(crate) fn set(&mut self, lasting: Vec<Fault>) {
        *self = Self::new(lasting);
    }

    pub(crate) fn set_for_next(&mut self, fault: Fault, calls: u32) {
        if calls > 0 {
            self.passing.push((fault, calls));
        }
    }

    /// The faults for one call to `endpoint` that has come in: passing ones first, and spent by it.
    pub(crate) fn take(&mut self, endpoint: Endpoint) -> Vec<Fault> {
        let on = self.passing.iter().map(|(fault, _)| *fault).chain(self.lasting.iter().copied());
        let on = on.filter(|fault| fault.concerns(endpoint)).collect();
        for (_, left) in self.passing.iter_mut().filter(|(fault, _)| fault.concerns(endpoint)) {
            *left -= 1;
        }
        self.passing.retain(|(_, left)| *left > 0);
        on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passing_faults_are_spent_and_lasting_ones_stay() {
        let mut board = FaultBoard::new(vec![Fault::Slow]);
        board.set_for_next(Fault::ServerError, 2);
        board.set_for_next(Fault::Stall, 0);
        assert_eq!(board.take(Endpoint::Jobs), [Fault::ServerError, Fault::Slow]);
        assert_eq!(board.take(Endpoint::Jobs), [Fault::ServerError, Fault::Slow]);
        assert_eq!(board.take(Endpoint::Jobs), [Fault::Slow]);
    }

    #[test]
    fn setting_faults_clears_the_passing_ones() {
        let mut board = FaultBoard::default();
        board.set_for_next(Fault::ServerError, 5);
        board.set(Vec::new());
        assert_eq!(board.take(Endpoint::Jobs), []);
    }

    #[test]
    fn a_passing_fault_waits_for_a_call_it_concerns() {
        let mut board = FaultBoard::new(vec![Fault::BadParameter]);
        board.set_for_next(Fault::GrantGone, 1);
        assert_eq!(board.take(Endpoint::Consent), []);
        assert_eq!(board.take(Endpoint::GraphQl), []);
        assert_eq!(board.take(Endpoint::Jobs), [Fault::BadParameter]);
        assert_eq!(board.take(Endpoint::Token), [Fault::GrantGone]);
        assert_eq!(board.take(Endpoint::Token), []);
    }
}
