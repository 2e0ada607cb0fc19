import { setupCore } from './setup-core.ts';

/**
 * Two accounts, each with one token that ends in `life` ms by the clock here. The clock of the server of
 * the second one, which is shown, is `offset` ms ahead.
 */
export async function serversApart(offset: number, life: number) {
  const core = await setupCore();
  const sign = async (account: 'empty' | 'plain', label: string): Promise<string> => {
    await core.signIn(account);
    const { tokenId } = await core.generate({ ttlSeconds: life / 1_000, label });
    await core.app.generated.close();
    await core.untilListed();
    return tokenId;
  };
  const here = await sign('empty', 'here');
  const ahead = await sign('plain', 'ahead');
  const accountId = core.app.lists.accountOf(ahead);
  await core.app.workspace.lists.change(({ lists, ...rest }) => ({
    ...rest,
    lists: lists.map((list) =>
      list.accountId === accountId ? { ...list, clockOffsetMs: offset } : list,
    ),
  }));
  core.app.lists.publish();
  return { core, here, ahead };
}
