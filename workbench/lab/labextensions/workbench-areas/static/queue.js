// What opens or places something is done one after the other, in the order of the clicks: what was clicked last ends up
// in front. One that fails holds up nothing, and one that does not end only for a while.
const PATIENCE = 20000;

export function inOrder(patience = PATIENCE) {
  let before = Promise.resolve();
  return action => (...given) => {
    const turn = before.then(() => action(...given));
    const enough = before.then(() => new Promise(resolve => setTimeout(resolve, patience)));
    before = Promise.race([turn.catch(() => undefined), enough]);
    return turn;
  };
}
