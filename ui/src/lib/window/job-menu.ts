// What can be done with the jobs that are chosen, as menus and bars offer it.

import { stateName } from '$lib/jobs/state-words';
import { m } from '$lib/paraglide/messages';
import Archive from '@lucide/svelte/icons/archive';
import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import BellOff from '@lucide/svelte/icons/bell-off';
import Bookmark from '@lucide/svelte/icons/bookmark';
import ExternalLink from '@lucide/svelte/icons/external-link';
import Handshake from '@lucide/svelte/icons/handshake';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Mail from '@lucide/svelte/icons/mail';
import MailOpen from '@lucide/svelte/icons/mail-open';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Send from '@lucide/svelte/icons/send';
import Star from '@lucide/svelte/icons/star';
import StarOff from '@lucide/svelte/icons/star-off';
import Tag from '@lucide/svelte/icons/tag';
import type { Component } from 'svelte';
import type { MainWindow } from './main-window.svelte';
import { keyOf } from './shortcuts';

export interface JobDeed {
  /** Stays the same whatever the words are. */
  id: string;
  label: string;
  icon: Component<{ size?: number }>;
  /** The way by keys to do the same, if there is one. */
  keys: string;
  run: () => void;
}

/** What is offered for the chosen row, besides what is offered for all that are selected. */
export function ownDeeds(window: MainWindow): JobDeed[] {
  const { selection, list } = window;
  const taken = list.selectedId !== null && selection.has(list.selectedId);
  const select = deed(
    'select',
    taken ? m.list_do_deselect() : m.list_do_select(),
    ListChecks,
    window.select,
    keyOf('select'),
  );
  if (selection.size > 0) return [select];
  return [
    deed('open', m.key_open(), ExternalLink, window.openJob, keyOf('open')),
    select,
    deed('mute', m.list_do_mute(), BellOff, window.mute, keyOf('mute')),
  ];
}

/** What is offered for all, in groups, in words that fit what is known of them. */
export function deeds(window: MainWindow): JobDeed[][] {
  const { acts } = window;
  const known = acts.known();
  const all = (holds: (job: (typeof known)[number]) => boolean): boolean =>
    known.length === acts.ids.length && known.every(holds);
  const [saved, dismissed, unread, starred] = [
    all(({ state }) => state === 'saved'),
    all(({ state }) => state === 'dismissed'),
    all(({ state }) => state === 'new'),
    all((job) => job.starred),
  ];
  const into = (state: 'interviewing' | 'hired') => () => acts.state(state);
  return [
    [
      deed('save', saved ? m.list_do_unsave() : m.save(), Bookmark, window.save, keyOf('save')),
      deed('apply', stateName('applied'), Send, window.apply, keyOf('apply')),
      deed('interviewing', stateName('interviewing'), MessagesSquare, into('interviewing')),
      deed('hired', stateName('hired'), Handshake, into('hired')),
    ],
    [
      deed(
        'star',
        starred ? m.list_do_unstar() : m.list_do_star(),
        starred ? StarOff : Star,
        window.star,
        keyOf('star'),
      ),
      deed('labels', m.list_do_label(), Tag, window.labelSelected, keyOf('labels')),
      deed(
        'unread',
        unread ? m.list_do_read() : m.key_unread(),
        unread ? MailOpen : Mail,
        window.markUnread,
        keyOf('unread'),
      ),
    ],
    [
      deed(
        'dismiss',
        dismissed ? m.bring_back() : m.dismiss(),
        dismissed ? ArchiveRestore : Archive,
        window.dismiss,
        keyOf('dismiss'),
      ),
      deed('reason', m.list_do_reason(), Archive, window.dismissWithReason, keyOf('dismissWithReason')),
    ],
  ];
}

function deed(id: string, label: string, icon: JobDeed['icon'], run: () => void, keys = ''): JobDeed {
  return { id, label, icon, run, keys };
}
