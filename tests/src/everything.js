// Calls its last argument with everything a script can reach in this page.
const done = arguments[arguments.length - 1];

const fields = [...document.querySelectorAll('input, textarea, select')].map((field) => field.value);
const kept = [localStorage, sessionStorage].map((storage) => Object.entries(storage));

const rows = (database) =>
  Promise.all(
    [...database.objectStoreNames].map(
      (store) =>
        new Promise((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        }),
    ),
  );

const opened = ({ name }) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => rows(request.result).then(resolve, reject);
    request.onerror = () => reject(request.error);
  });

Promise.all([
  indexedDB.databases().then((databases) => Promise.all(databases.map(opened))),
  caches.keys(),
]).then(
  ([databases, cached]) =>
    done({
      markup: document.documentElement.outerHTML,
      text: document.body.innerText,
      fields,
      kept,
      databases,
      cached,
      cookies: document.cookie,
      address: location.href,
      history: history.state,
    }),
  (error) => done({ error: String(error) }),
);
