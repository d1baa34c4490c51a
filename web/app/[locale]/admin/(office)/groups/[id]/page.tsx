import { titleOf } from '@/app/[locale]/admin/title';
import { GroupPage } from './group-page';

export const generateMetadata = titleOf('groups');

export default GroupPage;
