// Runs axe once nothing moves any more, and calls its last argument with a line for each violation and element, or with
// what went wrong.
const done = arguments[arguments.length - 1];
const line = ({ id, help }, { target, failureSummary }) =>
  `${id}: ${target.join(' ')} (${help}; ${failureSummary.replace(/\s+/gu, ' ')})`;
Promise.allSettled(document.getAnimations().map((one) => one.finished))
  .then(() => window.axe.run(document, { resultTypes: ['violations'] }))
  .then(({ violations }) => done(violations.flatMap((rule) => rule.nodes.map((node) => line(rule, node)))))
  .catch((thrown) => done(String(thrown)));
