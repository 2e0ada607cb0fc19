import { m } from '#messages';
import type {
  Account,
  AccountNotice,
  AppNotice,
  Notice,
  SignInEnd,
  State,
  Store,
  Token,
  TokenState,
} from '../../preload/contract.ts';
import { reminderShort } from './reminder-text.ts';
import { relativeTime } from './time.ts';
import { lifeOf } from './token-life.ts';
import { storeName, storeOf, storeWords, type NamedStore } from './store-text.ts';

const ionosHost = 'api.ionos.com';

/** The state of a token in words, as the list shows it. */
export function tokenStateText(state: TokenState, kept?: Token['kept']): string {
  switch (state) {
    case 'saved':
      return kept === 'session' ? m.state_saved_session() : m.state_saved();
    case 'not-here':
      return m.state_not_here();
    case 'gone':
      return m.state_gone();
    case 'expired':
      return m.state_expired();
    case 'cannot-tell':
      return m.state_cannot_tell();
  }
}

function storeStateText(state: Store['state']): string {
  switch (state) {
    case 'unknown':
      return m.store_state_unknown();
    case 'ready':
      return m.store_state_ready();
    case 'locked':
      return m.store_state_locked();
    case 'absent':
      return m.store_state_absent();
    case 'waiting':
      return m.store_state_waiting();
    case 'restarted':
      return m.store_state_restarted();
  }
}

/** "Secret Service: locked". A session store stands in for a keychain that was not found. */
export function storeText(from: Pick<State, 'store' | 'app'>): string {
  const { kind, state } = from.store;
  return m.store_line({
    store: storeName(storeOf(from)),
    state: storeStateText(kind === 'session' ? 'absent' : state),
  });
}

/** What authorises the requests of this account, in words. */
export function signInText(account: Account): string {
  if (account.ended !== null) return m.account_ended();
  switch (account.signIn) {
    case 'minted':
      return m.account_minted();
    case 'pasted':
      return m.account_pasted();
    case 'password':
      return m.account_password();
  }
}

/** Why nothing signs in any more, and what is left. */
export function signInEndText(ended: SignInEnd): string {
  switch (ended) {
    case 'refused':
      return m.sign_in_again_banner();
    case 'forgotten':
      return m.sign_in_again_forgotten();
    case 'out-of-reach':
      return m.sign_in_again_out_of_reach();
    case 'missing':
      return m.sign_in_again_missing();
  }
}

/** What a person calls this account, or would call it: e-mail, else contract, else where it is. */
export function accountName(account: Account): string {
  if (account.label) return account.label;
  if (account.trial) return account.email ?? m.trial_account();
  if (account.email) return account.email;
  if (account.contractNumber) return m.account_contract({ contract: account.contractNumber });
  return account.origin;
}

/** Beside its name: its contract, unless that is the name, and its server, unless that is IONOS's own. */
export function accountPlace(account: Account): string {
  const contract =
    account.contractNumber === null
      ? null
      : m.account_contract({ contract: account.contractNumber });
  const host = URL.parse(account.origin)?.host ?? null;
  const server = host === ionosHost || account.trial ? null : host;
  return [contract === accountName(account) ? null : contract, server].filter(Boolean).join(' · ');
}

/** As `accountName`, with what tells it apart beside it where another one of these is called the same. */
export function accountNameAmong(account: Account, accounts: readonly Account[]): string {
  return toldApart(account, accounts, accountName);
}

/** As `accountWords`, with what tells it apart where these are another one's, too. */
export function accountWordsAmong(account: Account, accounts: readonly Account[]): string {
  return toldApart(account, accounts, accountWords);
}

/** The words, and as much of contract, server and e-mail as others of the same words do not share. */
function toldApart(
  account: Account,
  accounts: readonly Account[],
  wordsOf: (account: Account) => string,
): string {
  const words = wordsOf(account);
  const isTwin = (one: Account): boolean => one.id !== account.id && wordsOf(one) === words;
  const twins = accounts.filter(isTwin);
  if (twins.length === 0) return words;
  const place = accountPlace(account);
  const samePlace = twins.some((twin) => accountPlace(twin) === place);
  const said = words.split(' · ');
  const more = [...place.split(' · '), samePlace ? account.email : null];
  return [...said, ...more.filter((part) => part && !said.includes(part))].join(' · ');
}

/** As `accountName`, with the e-mail and the contract where these are not the name itself. */
export function accountWords(account: Account): string {
  const { contractNumber, email, label } = account;
  const contract =
    contractNumber === null ? null : m.account_contract({ contract: contractNumber });
  const words = [accountName(account), label ? email : null, contract];
  return [...new Set(words.filter(Boolean))].join(' · ');
}

/**
 * The sentence of a notice; of several accounts with whose it is. Null: it is of one that is not here, as while
 * the trial is shown.
 */
export function noticeText(notice: Notice, accounts: readonly Account[]): string | null {
  if (typeof notice === 'string') return noticeSentence(notice);
  const account = accounts.find(({ id }) => id === notice.accountId);
  if (!account) return null;
  const text = noticeSentence(notice.code);
  if (accounts.length === 1) return text;
  return m.notice_of({ account: accountNameAmong(account, accounts), text });
}

function noticeSentence(code: AppNotice | AccountNotice['code']): string {
  switch (code) {
    case 'OWN_TOKEN_NOT_MINTED_NO_STORE':
      return m.notice_own_token_not_minted_no_store();
    case 'OWN_TOKEN_NOT_MINTED_LIMIT':
      return m.notice_own_token_not_minted_limit();
    case 'OWN_TOKEN_NOT_MINTED':
      return m.notice_own_token_not_minted();
    case 'OWN_TOKEN_IN_QUESTION':
      return m.notice_own_token_in_question();
    case 'OWN_TOKEN_OTHER_CONTRACT':
      return m.notice_own_token_other_contract();
    case 'OWN_VAULT_REQUEST_OPEN':
      return m.notice_own_vault_request_open();
    case 'INDEX_SET_ASIDE':
      return m.notice_index_set_aside();
    case 'SETTINGS_SET_ASIDE':
      return m.notice_settings_set_aside();
    case 'SETTINGS_NOT_READ':
      return m.notice_settings_not_read();
    case 'JOURNAL_SET_ASIDE':
      return m.notice_journal_set_aside();
    case 'IONOS_API_URL_IGNORED':
      return m.notice_ionos_api_url_ignored();
    case 'CLIPBOARD_NOT_CLEARED':
      return m.notice_clipboard_not_cleared();
    case 'FALLBACK_RUNTIME':
      return m.notice_fallback_runtime();
  }
}

/** The part of a token's id that is shown: enough to tell 100 apart. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** Where the account is, without the scheme that never differs. */
export function originText(account: Account): string {
  if (account.trial) return m.trial_account();
  return account.origin.replace(/^https:\/\//, '');
}

/** What a person would call this token: its label, else the part of its id that is shown. */
export function tokenName(token: Pick<Token, 'id' | 'label'>): string {
  return token.label || shortId(token.id);
}

/** A name of up to 200 characters, short enough for one line. */
export function clipped(name: string): string {
  return name.length > 48 ? `${name.slice(0, 47).trimEnd()}…` : name;
}

/** The state of a token in a word or two, for the chips above the list. */
export function tokenStateShort(state: TokenState): string {
  switch (state) {
    case 'saved':
      return m.filter_saved();
    case 'not-here':
      return m.filter_not_here();
    case 'gone':
      return m.filter_gone();
    case 'expired':
      return m.filter_expired();
    case 'cannot-tell':
      return m.filter_cannot_tell();
  }
}

/**
 * Whether nobody can say if the value of a token is here: nothing is written down of it, and there is a
 * keychain, not open, that could hold it all the same. Where there is none it is nowhere on this computer.
 */
export const keptInQuestion = (
  { kept }: Pick<Token, 'kept'>,
  { state }: Pick<Store, 'state'>,
): boolean => kept === 'no' && state !== 'ready' && state !== 'absent';

/** Where the value of a token is kept; one in question is nowhere for certain. */
export function keptText(token: Pick<Token, 'kept'>, store: NamedStore): string {
  switch (token.kept) {
    case 'keychain':
      return m.details_kept_keychain({ store: storeWords(store) });
    case 'session':
      return m.details_kept_session();
    case 'no':
      return m.details_kept_no();
  }
}

/** What a row is about, for whoever hears its box alone: label, state, end. */
export function rowWords(token: Token, now: number): string {
  const { label, state, kept, expiresAt } = token;
  const end = expiresAt === null ? '' : `${m.list_expires_short()} ${relativeTime(expiresAt, now)}`;
  const live = lifeOf(token) === 'live' ? [end, reminderShort(token, now)] : [];
  return [label, tokenStateText(state, kept), ...live].filter(Boolean).join(', ');
}
