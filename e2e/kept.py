"""What lies in the memory of a browser, as expressions that a page answers."""

KEPT = "document.getElementById('main').dataset.kept || ''"
PACKS = "caches.keys().then(names => names.filter(name => name.startsWith('pack-')).length)"
POINTERS = "caches.open('packs').then(cache => cache.keys()).then(keys => keys.length)"
SEEN = "caches.open('seen').then(c => c.keys()).then(keys => keys.map(key => new URL(key.url).pathname))"
