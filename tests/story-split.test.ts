import { startStack } from './stack.ts';
import { test } from 'node:test';
import { tellStory } from './story.ts';

test('one order goes all the way, each worker in a process of its own, and the same is told', async () => {
  const stack = await startStack({ split: true });
  try {
    await tellStory(stack);
  } finally {
    await stack.stop();
  }
});
