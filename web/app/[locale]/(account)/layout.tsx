import type { ReactNode } from 'react';
import { Answers } from '@/app/answers';
import { Frame } from '@/ui/frame/frame';

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <Frame>
      <Answers>{children}</Answers>
    </Frame>
  );
}
