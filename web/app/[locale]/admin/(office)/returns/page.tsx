import { titleOf } from '@/app/[locale]/admin/title';
import { ReturnTable } from './return-table';

export const generateMetadata = titleOf('returns');

export default ReturnTable;
